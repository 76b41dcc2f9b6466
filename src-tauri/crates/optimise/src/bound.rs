//! Lower bounds of the window that are worked out at once.

mod disjoint;
mod energy;
pub mod relaxed;

use crate::problem::{Kind, Problem};
use crate::prove;
use daybreak_model::network::Network;
use daybreak_model::time::{Span, Timestamp};
use energy::Found;
use relaxed::Relaxed;

/// A proven lower bound of the deterministic window.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Bound {
    /// In milliseconds; never above any window that the dispatch rule can give, whatever the priorities and however many edges are
    /// added.
    pub ms: i64,
    /// What each way of proving it gives, by its name.
    pub parts: Vec<(&'static str, i64)>,
    /// The part that gives the bound, in a sentence with the resource or the jobs behind it.
    pub because: String,
}

/// The bounds of the night of `network`, started at `start`, that are worked out at once: some milliseconds for a thousand jobs.
///
/// It may be told to stop; what is proven until then is the answer.
pub fn bound(network: &Network, start: Timestamp, go_on: &dyn Fn() -> bool) -> Bound {
    let problem = Problem::of(network, start);
    of_problem(network, &problem, &Relaxed::of(&problem), go_on)
}

/// As [`bound`], raised by a search as far as it comes until `go_on` says no: that is the part `search`.
///
/// `window` is that of a plan of the same night. When the search shows that none is shorter, the bound is the window.
pub fn searched_bound(network: &Network, start: Timestamp, window: Option<i64>, go_on: &dyn Fn() -> bool) -> Bound {
    let problem = Problem::of(network, start);
    let relaxed = Relaxed::of(&problem);
    let mut bound = of_problem(network, &problem, &relaxed, go_on);
    let Some(window) = window.filter(|window| *window > bound.ms) else { return bound };
    let proof = prove::raise(&problem, &relaxed, bound.ms, window, go_on);
    bound.parts.push(("search", proof.lower));
    if proof.lower > bound.ms {
        bound.ms = proof.lower;
        bound.because = "a search through all orders of the jobs has found no schedule that is shorter".into();
    }
    bound
}

/// As [`bound`], of a problem that is read already.
pub fn of_problem(network: &Network, problem: &Problem, relaxed: &Relaxed, go_on: &dyn Fn() -> bool) -> Bound {
    let mut found = Parts { network, problem, relaxed, bound: path(network, problem, relaxed) };
    if go_on() {
        found.energy("energy", energy::energy(relaxed, go_on), false);
    }
    if go_on() {
        found.energy("large_jobs", energy::dual(relaxed, go_on), true);
    }
    if go_on() {
        found.disjoint(disjoint::disjoint(relaxed, go_on));
    }
    found.bound
}

/// The longest path, with times before which nothing starts.
fn path(network: &Network, problem: &Problem, relaxed: &Relaxed) -> Bound {
    let ms = problem.critical_path().max(relaxed.critical_path() * relaxed.unit);
    let earliest = problem.earliest();
    let names = chain(problem, &earliest)
        .into_iter()
        .map(|task| network.activities[problem.tasks[task].activity].node.as_str());
    let mut names: Vec<&str> = names.collect();
    names.dedup();
    let because = match names.as_slice() {
        [] if ms == 0 => "nothing on the way to End takes time".into(),
        [] => "the lags and start times on the way to End take as long".into(),
        names => format!("the longest chain of jobs takes as long: {}", listed(names)),
    };
    Bound { ms, parts: vec![("critical_path", ms)], because }
}

/// The tasks that take time on a longest path to End, in order of time.
fn chain(problem: &Problem, earliest: &[i64]) -> Vec<usize> {
    let mut at = problem.end;
    let mut chain = Vec::new();
    loop {
        if problem.finish(at, earliest[at]) > earliest[at] {
            chain.push(at);
        }
        let came =
            |link: &&crate::problem::Link| problem.finish(link.from, earliest[link.from]) + link.lag == earliest[at];
        match problem.incoming(at).iter().find(came) {
            Some(link) => at = link.from,
            None => break,
        }
    }
    chain.reverse();
    chain
}

/// The first names of many, and how many more there are.
fn listed(names: &[&str]) -> String {
    const SHOWN: usize = 6;
    let shown = names.iter().take(SHOWN).copied().collect::<Vec<_>>().join(", ");
    match names.len().saturating_sub(SHOWN) {
        0 => shown,
        more => format!("{shown} and {more} more"),
    }
}

struct Parts<'a> {
    network: &'a Network,
    problem: &'a Problem,
    relaxed: &'a Relaxed,
    bound: Bound,
}

impl Parts<'_> {
    fn add(&mut self, name: &'static str, length: i64, because: impl FnOnce() -> String) {
        if length == 0 {
            return;
        }
        let ms = length * self.relaxed.unit;
        self.bound.parts.push((name, ms));
        if ms > self.bound.ms {
            self.bound.ms = ms;
            self.bound.because = because();
        }
    }

    fn energy(&mut self, name: &'static str, found: Found, are_large: bool) {
        let (network, problem, relaxed) = (self.network, self.problem, self.relaxed);
        self.add(name, found.length, || {
            let resource = resource(network, problem, relaxed.pools[found.pool].resource);
            let span = |length: i64| Span::from_ms(length * relaxed.unit);
            let (from, tail) = (span(found.from), span(found.tail));
            let large = if are_large { ", too large to run beside one another" } else { "" };
            format!(
                "{resource} cannot get through {} of its jobs{large} sooner; none can start before {from} after Begin, and \
                 after each at least {tail} are left",
                found.holds
            )
        });
    }

    fn disjoint(&mut self, found: disjoint::Found) {
        let (network, problem, relaxed) = (self.network, self.problem, self.relaxed);
        self.add("one_by_one", found.length, || {
            let node = |job: &usize| network.activities[problem.tasks[relaxed.jobs[*job].task].activity].node.as_str();
            let names: Vec<&str> = found.jobs.iter().map(node).collect();
            format!("no two of {} jobs can run at a time: {}", names.len(), listed(&names))
        });
    }
}

fn resource(network: &Network, problem: &Problem, resource: usize) -> String {
    match problem.resources[resource].kind {
        Kind::Pool(pool) => format!("pool {}", network.pools[pool].id),
        Kind::Lock(lock) => format!("lock {}", network.locks[lock]),
    }
}
