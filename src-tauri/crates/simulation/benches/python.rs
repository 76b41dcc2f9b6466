//! NetworkX, NumPy and SimPy as peers, where `.setup/peers` could install them.

use daybreak_model::duration::Estimate;
use daybreak_model::network::Network;
use std::collections::HashMap;
use std::io::Write;
use std::path::PathBuf;
use std::process::{Command, Stdio};

/// What the peers take, by name: milliseconds of `networkx` for a plan, nanoseconds per job and sample of `numpy`, and of `simpy` with
/// pools and locks; or why there is nothing.
pub fn measure(free: &Network, pooled: &Network) -> Result<HashMap<String, f64>, String> {
    let script = concat!(env!("CARGO_MANIFEST_DIR"), "/benches/peers.py");
    let mut child = Command::new(interpreter())
        .arg(script)
        // Some environments name a processor that numpy's mathematics is not built for.
        .env_remove("OPENBLAS_CORETYPE")
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .map_err(|error| error.to_string())?;
    if let Some(mut input) = child.stdin.take() {
        // A script that gives up early closes its end; what it printed says why.
        let _ = input.write_all((as_text(free) + &as_text(pooled)).as_bytes());
    }
    let printed = child.wait_with_output().map_err(|error| error.to_string())?;
    let printed = String::from_utf8_lossy(&printed.stdout).into_owned();
    if let Some(why) = printed.lines().find_map(|line| line.strip_prefix("skipped ")) {
        return Err(why.to_owned());
    }
    let figure = |line: &str| {
        let (name, value) = line.split_once(' ')?;
        Some((name.to_owned(), value.parse().ok()?))
    };
    Ok(printed.lines().filter_map(figure).collect())
}

/// The Python that has the peers: `DAYBREAK_PEERS_PYTHON`, the environment of `.setup/peers`, or whatever there is.
fn interpreter() -> PathBuf {
    let made = PathBuf::from(concat!(env!("CARGO_MANIFEST_DIR"), "/../../../.tools/peers/bin/python"));
    match std::env::var_os("DAYBREAK_PEERS_PYTHON") {
        Some(python) => python.into(),
        None if made.exists() => made,
        None => "python3".into(),
    }
}

/// The counts of jobs, links and resources; capacities; one line a job (low, mode, high in milliseconds, priority, the resources of
/// which it takes a unit); one line a link. Locks are resources of one unit after the pools.
fn as_text(network: &Network) -> String {
    let (jobs, links) = (network.activities.len(), network.links.len());
    let mut text = format!("{jobs} {links} {}\n", network.pools.len() + network.locks.len());
    network.pools.iter().for_each(|pool| text.push_str(&format!("{} ", pool.base)));
    network.locks.iter().for_each(|_| text.push_str("1 "));
    for activity in &network.activities {
        let points = match &activity.estimate {
            Estimate::Pert { low, mode, high } => [low.ms(), mode.ms(), high.ms()],
            other => [other.planned().ms(); 3],
        };
        let pools = activity.demand.pools.iter().map(|(pool, _)| *pool);
        let locks = activity.demand.locks.iter().map(|(lock, _)| network.pools.len() + lock);
        let takes: Vec<String> = pools.chain(locks).map(|resource| resource.to_string()).collect();
        let [low, mode, high] = points;
        let priority = activity.priority;
        text.push_str(&format!("\n{low} {mode} {high} {priority} {} {}", takes.len(), takes.join(" ")));
    }
    for link in &network.links {
        text.push_str(&format!("\n{} {}", link.from, link.to));
    }
    text + "\n"
}
