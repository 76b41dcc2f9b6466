//! `daybreak bound`.

use super::night::night_of;
use crate::arguments::Bound;
use crate::failure::{Done, Outcome};
use crate::output::Output;
use crate::table::{Side, Table};
use crate::words;
use daybreak_optimise::searched_bound;
use daybreak_simulation::plan;
use daybreak_wire::optimise::BoundReport;
use std::time::{Duration, Instant};

/// Exit code 1 when the night never ends because something can never start.
pub fn bound(given: &Bound, output: &mut Output) -> Done {
    let night = night_of(&given.file, given.date, given.start, output)?;
    let until = Instant::now() + Duration::from_secs_f64(given.seconds);
    let window = plan(&night.network, night.start).window;
    let searched = window.filter(|_| given.seconds > 0.0);
    let found =
        searched_bound(&night.network, night.start, searched, &|| given.seconds == 0.0 || Instant::now() < until);
    let report = BoundReport::of(&found, window);
    output.answer(&report, text)?;
    Ok(if window.is_some() { Outcome::Fine } else { Outcome::Problems })
}

fn text(report: &BoundReport) -> String {
    let mut text = format!("At best  {}: {}\n", words::span(report.bound_s), report.because);
    match (report.window_s, report.gap) {
        (None, _) => text.push_str("Planned  End is never reached; daybreak plan says why\n"),
        (Some(window), _) if report.proven => {
            text.push_str(&format!("Planned  {}: proven to be the best possible\n", words::span(window)));
        }
        (Some(window), gap) => {
            let within =
                gap.map_or_else(String::new, |gap| format!(": within {} of the best possible", words::percent(gap)));
            text.push_str(&format!("Planned  {}{within}\n", words::span(window)));
        }
    }
    let mut parts: Vec<_> = report.parts.iter().collect();
    parts.sort_by(|a, b| b.1.total_cmp(a.1));
    let mut table = Table::new([("proven by", Side::Left), ("at least", Side::Right)]);
    for (name, seconds) in parts {
        table.row([name.replace('_', " "), words::span(*seconds)]);
    }
    text.push_str(&format!("\n{}", table.text(2)));
    text
}
