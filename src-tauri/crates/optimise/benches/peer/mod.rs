//! CP-SAT on the same problem, when a Python with OR-Tools is at hand.

use daybreak_model::network::Network;
use std::io::Write;
use std::path::PathBuf;
use std::process::{Command, Stdio};

/// The window in seconds that CP-SAT finds with two workers; nothing when it is not there.
pub fn cp_sat(network: &Network, seconds: f64) -> Option<f64> {
    let python = std::env::var_os("DAYBREAK_PEERS").map(PathBuf::from).or_else(|| {
        let local = PathBuf::from(concat!(env!("CARGO_MANIFEST_DIR"), "/../../../.tools/peers/bin/python"));
        local.is_file().then_some(local)
    })?;
    let script = concat!(env!("CARGO_MANIFEST_DIR"), "/benches/peer/cp_sat.py");
    let mut child = Command::new(python)
        .arg(script)
        .arg(seconds.to_string())
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::null())
        .spawn()
        .ok()?;
    child.stdin.take()?.write_all(told(network).as_bytes()).ok()?;
    let output = child.wait_with_output().ok()?;
    String::from_utf8(output.stdout).ok()?.trim().parse().ok()
}

/// Capacities; then each activity with its seconds and what it takes; then links.
fn told(network: &Network) -> String {
    let capacities: Vec<String> = network.pools.iter().map(|pool| pool.base.to_string()).collect();
    let mut told = format!("{} {}\n{}\n", network.activities.len(), network.links.len(), capacities.join(" "));
    for activity in &network.activities {
        let seconds = if activity.does.is_instant() { 0 } else { activity.estimate.planned().ms() / 1000 };
        let takes: Vec<String> = activity.demand.pools.iter().map(|(pool, units)| format!("{pool} {units}")).collect();
        told.push_str(&format!("{seconds} {}\n", takes.join(" ")));
    }
    for link in &network.links {
        told.push_str(&format!("{} {}\n", link.from, link.to));
    }
    told
}
