//! P2: without resources the plan is the longest path, on every graph of up to six jobs.

mod drafts;

use daybreak_model::network::{Network, Part};
use daybreak_simulation::{Plan, plan};
use drafts::{Draft, START};

/// The longest path by trying every path, with `extra` seconds more at the finish of one job.
fn longest(from: usize, edges: &[Vec<usize>], duration: &[i64], extra: Option<(usize, i64)>) -> i64 {
    let more = extra.filter(|(job, _)| *job == from).map_or(0, |(_, more)| more);
    let after = edges[from].iter().map(|to| longest(*to, edges, duration, extra)).max().unwrap_or(0);
    duration[from] + more + after
}

fn window(edges: &[Vec<usize>], duration: &[i64], extra: Option<(usize, i64)>) -> i64 {
    (0..duration.len()).map(|job| longest(job, edges, duration, extra)).max().unwrap_or(0)
}

/// The earliest start of a job: the longest of all paths that end before it.
fn earliest(job: usize, edges: &[Vec<usize>], duration: &[i64]) -> i64 {
    let before = (0..job).filter(|from| edges[*from].contains(&job));
    before.map(|from| earliest(from, edges, duration) + duration[from]).max().unwrap_or(0)
}

fn name(job: usize) -> String {
    format!("j{job}")
}

fn drawn(edges: &[Vec<usize>], duration: &[i64]) -> Network {
    let mut draft = Draft::new();
    for (job, seconds) in duration.iter().enumerate() {
        draft.fixed(&name(job), *seconds);
    }
    for (from, targets) in edges.iter().enumerate() {
        targets.iter().for_each(|to| {
            draft.edge(&name(from), &name(*to));
        });
    }
    draft.close();
    draft.network()
}

/// The length of the work on the critical path, which must be an unbroken chain from begin to end.
fn length_of_chain(network: &Network, plan: &Plan) -> i64 {
    assert_eq!(plan.critical_path.first(), Some(&network.begin));
    assert_eq!(plan.critical_path.last(), Some(&network.end));
    for pair in plan.critical_path.windows(2) {
        assert_eq!(plan.activities[pair[0]].finish, plan.activities[pair[1]].start);
        assert_eq!(plan.activities[pair[0]].slack, 0);
    }
    plan.critical_path.iter().map(|at| plan.activities[*at].finish - plan.activities[*at].start).sum()
}

fn hold(jobs: usize, graph: u32) {
    let mut bit = 0;
    let mut edges = vec![Vec::new(); jobs];
    for (from, targets) in edges.iter_mut().enumerate() {
        for to in from + 1..jobs {
            if graph >> bit & 1 == 1 {
                targets.push(to);
            }
            bit += 1;
        }
    }
    // Different in every graph, zeros among them, ties now and then.
    let duration: Vec<i64> =
        (0..jobs).map(|job| i64::from((graph.wrapping_mul(2_654_435_761) >> (4 * job)) % 8)).collect();
    let network = drawn(&edges, &duration);
    let plan = plan(&network, START);
    let expected = window(&edges, &duration, None);
    assert_eq!(plan.window, Some(expected * 1000), "{jobs} jobs, graph {graph:b}");
    assert_eq!(plan.split.work, expected * 1000);
    assert_eq!(plan.split.total(), expected * 1000);
    assert_eq!(length_of_chain(&network, &plan), expected * 1000);
    for job in 0..jobs {
        let at = network.find(&name(job).as_str().into(), Part::Whole).expect("the job");
        let planned = &plan.activities[at];
        assert_eq!(planned.start, earliest(job, &edges, &duration) * 1000, "{jobs} jobs, graph {graph:b}, job {job}");
        let slack = planned.slack / 1000;
        assert_eq!(
            window(&edges, &duration, Some((job, slack))),
            expected,
            "the slack of {job} is too large in {graph:b}"
        );
        assert!(window(&edges, &duration, Some((job, slack + 1))) > expected, "and of {job} too small in {graph:b}");
        assert!(planned.free_slack <= planned.slack && planned.free_slack >= 0);
    }
}

#[test]
fn p2_every_graph_of_up_to_five_jobs() {
    for jobs in 1..=5usize {
        (0..1u32 << (jobs * (jobs - 1) / 2)).for_each(|graph| hold(jobs, graph));
    }
}

#[test]
fn p2_every_graph_of_six_jobs() {
    (0..1u32 << 15).for_each(|graph| hold(6, graph));
}
