//! NetworkX and NumPy as peers, where Python has them.

use daybreak_model::duration::Estimate;
use daybreak_model::network::Network;
use std::io::Write;
use std::process::{Command, Stdio};

/// Runs the script on the same network and prints what it says, or that it was skipped.
pub fn compare(network: &Network, ours_ns: f64) {
    let script = concat!(env!("CARGO_MANIFEST_DIR"), "/benches/peers.py");
    let child = Command::new("python3").arg(script).stdin(Stdio::piped()).stdout(Stdio::piped()).spawn();
    let Ok(mut child) = child else {
        println!("  NetworkX and NumPy                             skipped: no python3");
        return;
    };
    if let Some(mut input) = child.stdin.take() {
        // A script that gives up early closes its end; what it printed says why.
        let _ = input.write_all(as_text(network).as_bytes());
    }
    let printed = child.wait_with_output().map(|o| String::from_utf8_lossy(&o.stdout).into_owned()).unwrap_or_default();
    for line in printed.lines() {
        match line.strip_prefix("numpy ").and_then(|ns| ns.parse::<f64>().ok()) {
            Some(ns) => {
                println!(
                    "  Monte Carlo, NumPy, vectorised                 {ns:>10.2} ns/job/sample    {:.1} times ours",
                    ns / ours_ns
                );
            }
            None => println!("  {line}"),
        }
    }
}

/// One line a job (low, mode, high in milliseconds), then one line a link.
fn as_text(network: &Network) -> String {
    let mut text = format!("{} {}\n", network.activities.len(), network.links.len());
    for activity in &network.activities {
        let points = match &activity.estimate {
            Estimate::Pert { low, mode, high } => [low.ms(), mode.ms(), high.ms()],
            other => [other.planned().ms(); 3],
        };
        text.push_str(&format!("{} {} {}\n", points[0], points[1], points[2]));
    }
    for link in &network.links {
        text.push_str(&format!("{} {}\n", link.from, link.to));
    }
    text
}
