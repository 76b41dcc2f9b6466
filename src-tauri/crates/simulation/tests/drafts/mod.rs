//! Networks for tests, and the reference data where it is at hand.

#![expect(dead_code, reason = "each test file uses its own part of this")]

pub mod random;
pub mod told;

use chrono::NaiveDate;
use daybreak_model::bundle::Bundle;
use daybreak_model::definition::{Definition, Edge, Lock, Pool, System};
use daybreak_model::duration::Estimate;
use daybreak_model::network::{Conditions, Network, build_under};
use daybreak_model::node::{Kind, Node, Order, PoolUse, Work};
use daybreak_model::settings::Settings;
use daybreak_model::time::{Span, Timestamp};
use std::io::Read;
use std::path::PathBuf;

/// Nine in the evening of the business date, in UTC.
pub const START: Timestamp = Timestamp(1_784_667_600_000);

pub fn date() -> NaiveDate {
    NaiveDate::from_ymd_opt(2026, 7, 21).expect("a date")
}

/// A definition under construction; `begin` and `end` are there.
pub struct Draft(pub Definition);

impl Draft {
    pub fn new() -> Draft {
        let mut definition = Definition::empty("w", "W", "UTC");
        definition.edges.clear();
        Draft(definition)
    }

    pub fn node(&mut self, node: Node) -> &mut Node {
        self.0.nodes.push(node);
        self.0.nodes.last_mut().expect("just pushed")
    }

    pub fn job(&mut self, id: &str, estimate: Estimate) -> &mut Node {
        let node = self.node(Node::new(id, Kind::Job(Work::Noop)));
        node.settings.duration = Some(estimate);
        node
    }

    pub fn fixed(&mut self, id: &str, seconds: i64) -> &mut Node {
        self.job(id, Estimate::Fixed(Span::from_ms(seconds * 1000)))
    }

    pub fn group(&mut self, id: &str) -> &mut Node {
        self.node(Node::new(id, Kind::Group(Order::Free)))
    }

    pub fn pool(&mut self, id: &str, capacity: u32) {
        self.0.pools.push(Pool { id: id.into(), name: id.into(), capacity, hours: Vec::new() });
    }

    pub fn system(&mut self, id: &str) -> &mut System {
        let (name, defaults) = (id.into(), Settings::default());
        let system =
            System { id: id.into(), name, colour: 1, concurrency: None, target: None, slow_night: None, defaults };
        self.0.systems.push(system);
        self.0.systems.last_mut().expect("just pushed")
    }

    pub fn lock(&mut self, id: &str) {
        self.0.locks.push(Lock { id: id.into(), name: id.into() });
    }

    pub fn edge(&mut self, from: &str, to: &str) -> &mut Edge {
        self.0.edges.push(Edge::new(from, to));
        self.0.edges.last_mut().expect("just pushed")
    }

    pub fn edges(&mut self, edges: &[(&str, &str)]) {
        for (from, to) in edges {
            self.edge(from, to);
        }
    }

    /// Joins what nothing leads to with begin, and what leads nowhere with end.
    pub fn close(&mut self) {
        let ids: Vec<_> = self.0.nodes.iter().filter(|n| n.parent.is_none()).map(|n| n.id.clone()).collect();
        for id in ids.iter().filter(|id| !matches!(id.as_str(), "begin" | "end")) {
            if !self.0.edges.iter().any(|e| e.to == *id) {
                self.edge("begin", id.as_str());
            }
            if !self.0.edges.iter().any(|e| e.from == *id) {
                self.edge(id.as_str(), "end");
            }
        }
    }

    pub fn network(&self) -> Network {
        self.network_under(&Conditions::default())
    }

    pub fn network_under(&self, conditions: &Conditions) -> Network {
        build_under(&Bundle::single("w.workflow.json", self.0.clone()), date(), conditions).expect("a network")
    }
}

pub fn uses(pool: &str, units: u32) -> PoolUse {
    PoolUse { pool: pool.into(), units }
}

/// The folder of the reference data, if there is one.
pub fn data() -> Option<PathBuf> {
    let folder = std::env::var_os("DAYBREAK_DATA")
        .map_or_else(|| PathBuf::from(concat!(env!("CARGO_MANIFEST_DIR"), "/../../../../shared/data")), PathBuf::from);
    let found = folder.is_dir().then_some(folder);
    if found.is_none() {
        println!("skipped: no data");
    }
    found
}

/// The text files of an xz-compressed archive that end in `ending`, with their paths, in order.
pub fn unpack(archive: PathBuf, ending: &str) -> Vec<(String, String)> {
    let file = std::fs::File::open(&archive).expect("the archive opens");
    let mut tar = tar::Archive::new(lzma_rust2::XzReader::new(std::io::BufReader::new(file), true));
    let mut files = Vec::new();
    for entry in tar.entries().expect("an archive") {
        let mut entry = entry.expect("an entry");
        let path = entry.path().expect("a path").to_string_lossy().into_owned();
        if path.ends_with(ending) {
            let mut text = String::new();
            entry.read_to_string(&mut text).expect("text");
            files.push((path, text));
        }
    }
    files.sort();
    files
}
