//! The public instances, where they are at hand, and a straightforward scheduler to hold imports against.

use daybreak_model::bundle::Bundle;
use daybreak_model::definition::Definition;
use daybreak_model::network::{Network, build};
use std::collections::BTreeMap;
use std::io::Read;
use std::path::{Path, PathBuf};

/// The file or folder `path` of the public data; nothing, and a line that says so, when it is absent.
pub fn data(path: &str) -> Option<PathBuf> {
    let workspace = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../..");
    let folder = std::env::var_os("DAYBREAK_DATA").map_or_else(|| workspace.join("../shared/data"), PathBuf::from);
    let found = folder.join(path);
    if found.exists() {
        return Some(found);
    }
    println!("skipped: no data");
    None
}

/// The texts of an archive `.tar.xz` whose names end in `ending`, by name.
pub fn archive(path: &Path, ending: &str) -> BTreeMap<String, String> {
    let packed = std::fs::File::open(path).expect("the archive can be opened");
    let mut archive = tar::Archive::new(lzma_rust2::XzReader::new(packed, true));
    let mut texts = BTreeMap::new();
    for entry in archive.entries().expect("the archive has entries") {
        let mut entry = entry.expect("an entry can be read");
        let path = entry.path().expect("an entry has a name").to_string_lossy().into_owned();
        let name = path.strip_prefix("./").unwrap_or(&path).to_string();
        if name.ends_with(ending) {
            let mut text = String::new();
            entry.read_to_string(&mut text).expect("an entry is text");
            texts.insert(name, text);
        }
    }
    texts
}

/// The rows of a CSV file without quotes, each by the names of its columns.
pub fn table(path: &Path) -> Vec<BTreeMap<String, String>> {
    let text = std::fs::read_to_string(path).expect("the table can be read");
    let mut lines = text.lines();
    let names: Vec<&str> = lines.next().unwrap_or_default().split(',').collect();
    let row = |line: &str| names.iter().zip(line.split(',')).map(|(n, v)| (n.to_string(), v.to_string())).collect();
    lines.map(row).collect()
}

pub fn network(definition: Definition) -> Network {
    let date = chrono::NaiveDate::from_ymd_opt(2026, 1, 5).expect("the date is there");
    build(&Bundle::single("imported.workflow.json", definition), date).expect("the import makes a network")
}

/// The length of the longest path in seconds.
pub fn critical_path(network: &Network) -> f64 {
    let mut finish = vec![0_i64; network.activities.len()];
    for at in network.topological_order() {
        let starts = network.incoming(at).iter().map(|link| finish[network.links[*link].from]);
        finish[at] = starts.max().unwrap_or(0) + network.activities[at].estimate.planned().ms();
    }
    finish[network.end] as f64 / 1000.0
}

/// The makespan in seconds under the dispatch rule: at each instant all finishes, then what does no work, then ready jobs by priority,
/// ready time and identifier, each started if it fits. Written as plainly as can be; it is the measure, not the product.
pub fn makespan(network: &Network) -> f64 {
    let count = network.activities.len();
    let mut waiting: Vec<usize> = (0..count).map(|i| network.incoming(i).len()).collect();
    let mut free: Vec<u32> = network.pools.iter().map(|p| p.base).collect();
    let mut ready: Vec<(i64, usize)> = vec![(0, network.begin)];
    let mut running: Vec<(i64, usize)> = Vec::new();
    let mut now = 0;
    loop {
        while let Some(at) = running.iter().position(|(finish, _)| *finish <= now) {
            let (_, done) = running.swap_remove(at);
            network.activities[done].demand.pools.iter().for_each(|(pool, units)| free[*pool] += units);
            if done == network.end {
                return now as f64 / 1000.0;
            }
            for link in network.outgoing(done) {
                let to = network.links[*link].to;
                waiting[to] -= 1;
                if waiting[to] == 0 {
                    ready.push((now, to));
                }
            }
        }
        let instant = ready.iter().position(|(_, i)| network.activities[*i].does.is_instant());
        if let Some(at) = instant {
            running.push((now, ready.swap_remove(at).1));
            continue;
        }
        let order = |(since, index): &(i64, usize)| {
            let activity = &network.activities[*index];
            (-i64::from(activity.priority), *since, activity.node.clone())
        };
        ready.sort_by_key(order);
        ready.retain(|(_, index)| {
            let activity = &network.activities[*index];
            let fits = activity.demand.pools.iter().all(|(pool, units)| free[*pool] >= *units);
            if fits {
                activity.demand.pools.iter().for_each(|(pool, units)| free[*pool] -= units);
                running.push((now + activity.estimate.planned().ms(), *index));
            }
            !fits
        });
        now = running.iter().map(|(finish, _)| *finish).min().expect("something runs until the end");
    }
}
