//! Why a target cannot be reached: what would be possible at the very best.

use crate::anomaly::is_eased;
use crate::night::{Night, Wrong};
use crate::search::together;
use crate::trial::{Trials, finish_at, moment};
use daybreak_model::network::Demand;
use daybreak_model::time::{DayTime, Timestamp};

/// The night with every change made and nobody waiting for a resource.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Best {
    /// The share of such nights that meet the target.
    pub probability: f64,
    /// The share of such nights that never get there.
    pub never: f64,
    /// The earliest moment by which the asked share of nights can be there; nothing when so many never are.
    pub at: Option<DayTime>,
    /// Whether no set of the changes can do better in any simulated night: each of them only eases the night as it is, and all can be
    /// made together. Otherwise it is an estimate.
    pub is_bound: bool,
    /// A proven bound of the planned night with every change, in milliseconds.
    pub plan_bound: i64,
}

/// Works out [`Best`]. Without resources a night is the longest path, so that it grows with every duration, lag and release: what only
/// takes from them cannot make it longer, and resources cannot make it shorter.
pub fn best(trials: &Trials<'_>) -> Result<Option<Best>, Wrong> {
    let asked = trials.asked;
    let all = together(trials);
    let (Some(mut night), Some(base)) = (trials.night(all), trials.night(0)) else { return Ok(None) };
    let every = if asked.changes.len() == 64 { u64::MAX } else { (1 << asked.changes.len()) - 1 };
    let alone = |position: usize| trials.night(1 << position).is_some_and(|with| eases(&base, &with));
    let is_bound = all == every && (0..asked.changes.len()).all(alone) && eases(&base, &night);
    let plan_bound = daybreak_optimise::bound(&night.network, night.start, &|| true).ms;
    for activity in &mut night.network.activities {
        activity.demand = Demand::default();
    }
    let forecast = night.forecast(asked.options, &|_| (asked.progress)(trials.tried, trials.expected))?;
    let Some(target) = forecast.deadlines.last() else { return Ok(None) };
    let finish = finish_at(&forecast, target.activity, night.network.end, asked.probability);
    let at = finish.map(|finish| day_time(&night, moment(&forecast, finish)));
    let never = match target.activity == night.network.end {
        true => f64::from(forecast.unfinished) / f64::from(forecast.samples.max(1)),
        false => 1.0 - forecast.activities[target.activity].taken,
    };
    Ok(Some(Best { probability: target.probability, never, at, is_bound, plan_bound }))
}

fn eases(base: &Night, with: &Night) -> bool {
    is_eased(&base.network, &with.network) && with.start <= base.start
}

/// The minute of a moment as a definition states it, rounded down.
pub fn day_time(night: &Night, at: Timestamp) -> DayTime {
    use chrono::{NaiveTime, Timelike};
    let local = at.utc().with_timezone(&night.network.zone).naive_local();
    let days = (local.date() - night.network.business_date).num_days();
    let time = NaiveTime::from_hms_opt(local.hour(), local.minute(), 0).unwrap_or_default();
    DayTime { day: i16::try_from(days).ok(), time }
}
