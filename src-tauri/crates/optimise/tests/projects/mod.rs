//! The projects of PSPLIB and the graphs of STG as networks, where the reference data is at hand.

#[path = "../../../simulation/tests/drafts/mod.rs"]
pub mod drafts;

use daybreak_model::definition::Definition;
use daybreak_model::network::Network;
use drafts::{Draft, data, unpack, uses};

/// One project and what is known of it; lengths in seconds.
pub struct Project {
    pub name: String,
    pub definition: Definition,
    pub network: Network,
    pub critical_path: i64,
    pub best_upper: i64,
    pub best_lower: i64,
    pub is_closed: bool,
}

/// Every `step`-th project of a set; nothing when there is no data.
pub fn psplib(set: &str, first: usize, step: usize) -> Vec<Project> {
    let Some(folder) = data() else { return Vec::new() };
    let table = std::fs::read_to_string(folder.join("psplib/best_known.csv")).expect("the table");
    let files = unpack(folder.join(format!("psplib/{set}.tar.xz")), ".sm");
    let project = |(path, text): &(String, String)| {
        let name = path.rsplit('/').next().and_then(|f| f.strip_suffix(".sm")).expect("a name");
        let row = table.lines().map(|line| line.split(',').collect::<Vec<_>>()).find(|cells| cells[1] == name);
        let row = row.unwrap_or_else(|| panic!("{name} is in the table"));
        let draft = project(text);
        let number = |cell: usize| row[cell].parse().expect("a number");
        Project {
            name: name.into(),
            network: draft.network(),
            definition: draft.0,
            critical_path: number(5),
            best_upper: number(6),
            best_lower: number(7),
            is_closed: row[8] == "1",
        }
    };
    files.iter().skip(first).step_by(step).map(project).collect()
}

/// The definition of a file of PSPLIB.
fn project(text: &str) -> Draft {
    let section = |title: &str, skip: usize| {
        let lines = text.lines().skip_while(move |l| !l.starts_with(title)).skip(skip);
        lines.take_while(|l| !l.starts_with('*')).map(numbers).collect::<Vec<_>>()
    };
    let precedence = section("PRECEDENCE RELATIONS", 2);
    let requests = section("REQUESTS/DURATIONS", 3);
    let mut draft = Draft::new();
    for (pool, units) in section("RESOURCEAVAILABILITIES", 2)[0].iter().enumerate() {
        draft.pool(&format!("r{pool}"), *units as u32);
    }
    let name = |job: i64| format!("job{job:03}");
    for row in &requests {
        let demand = row[3..].iter().enumerate().filter(|(_, units)| **units > 0);
        draft.fixed(&name(row[0]), row[2]).uses =
            demand.map(|(pool, units)| uses(&format!("r{pool}"), *units as u32)).collect();
    }
    for row in &precedence {
        for to in &row[3..] {
            draft.edge(&name(row[0]), &name(*to));
        }
    }
    draft.close();
    draft
}

fn numbers(line: &str) -> Vec<i64> {
    line.split_whitespace().filter_map(|w| w.parse().ok()).collect()
}
