//! The scheduling problem of a night in which everything takes its planned time.
//!
//! What chance or the day decides is decided here as the plan decides it: decisions take their likeliest branch, nothing fails,
//! what its days leave out passes at once. What is left is a resource-constrained project with lags, release times, capacities
//! that change by the hour, resources that groups hold, and joins that need only some of their links.

mod reading;

use daybreak_model::network::Index;
use daybreak_model::time::Timestamp;

/// Position of a task in [`Problem::tasks`].
pub type At = usize;

/// Times are whole milliseconds from the start of Begin.
#[derive(Clone, Debug, PartialEq)]
pub struct Problem {
    /// The moment of the start of Begin.
    pub start: Timestamp,
    /// Every activity that the planned night comes to, one task each, in an order in which every link goes forward.
    pub tasks: Vec<Task>,
    /// In order of where they lead to, then of where they come from.
    pub links: Vec<Link>,
    /// Pools first, then locks: a lock is a resource of which shared use takes one unit and exclusive use all.
    pub resources: Vec<Capacity>,
    /// What groups hold from their opening to their closing border.
    pub holdings: Vec<Holding>,
    pub begin: At,
    pub end: At,
    /// Where each task's links begin in `links`, and one past the last.
    incoming: Vec<usize>,
}

/// One activity of the night.
#[derive(Clone, Debug, PartialEq)]
pub struct Task {
    /// Its position in the network.
    pub activity: Index,
    /// Its place in the order of the dispatch rule, the last that decides between equals.
    pub place: u32,
    pub duration: i64,
    /// Does not start before; 0 when nothing is said.
    pub release: i64,
    /// Does not finish before; 0 when nothing is said. It keeps its resources until then.
    pub until: i64,
    /// What it takes from start to finish, in order of resource. What a group holds is in [`Problem::holdings`] instead.
    pub uses: Vec<Use>,
    pub join: Join,
    /// False for what is not taken: it takes no time and no resource, and what comes after it waits until that is known.
    pub is_taken: bool,
    /// Whether a path of links leads from it to End. The window may still be the same without it, when a join on that path needs only
    /// some of its links.
    pub leads_to_end: bool,
    /// Whether it can ever start: it asks for no more of anything than there ever is, and so do all that it waits for.
    pub is_possible: bool,
    pub critical: bool,
    pub priority: i32,
}

/// How many of the links in [`Problem::incoming`] a task waits for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Join {
    All,
    /// For as many as this, the earliest; fewer than there are.
    First(usize),
}

/// A task starts no earlier than `lag` after the finish of another.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Link {
    pub to: At,
    pub from: At,
    pub lag: i64,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Use {
    /// A position in [`Problem::resources`].
    pub resource: usize,
    pub units: u32,
}

/// A resource that is held from the start of one task to the start of another, which comes after it.
#[derive(Clone, Debug, PartialEq)]
pub struct Holding {
    pub open: At,
    pub close: At,
    pub uses: Vec<Use>,
}

/// How much there is of a resource. It is looked at when something starts: a capacity that is lowered ends nothing that runs, so that
/// more may be in use than there is, and a proof that counts capacity over time has to grant that.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Capacity {
    pub kind: Kind,
    /// From each moment on as much; in order of time, the first at 0, no two neighbours the same.
    pub steps: Vec<(i64, u32)>,
}

/// Which pool or lock of the network it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    Pool(usize),
    Lock(usize),
}

impl Problem {
    /// Links into a task.
    pub fn incoming(&self, task: At) -> &[Link] {
        &self.links[self.incoming[task]..self.incoming[task + 1]]
    }

    /// Whether this is the textbook problem (RCPSP with finish-to-start lags and release times), so that a search over its
    /// schedules is a search over all that a night can become: capacities that never change, no resource held by a group, every
    /// join waits for all its links, nothing takes a resource for no time or for longer than its duration.
    pub fn is_plain(&self) -> bool {
        self.holdings.is_empty()
            && self.resources.iter().all(|r| r.steps.len() == 1)
            && self.tasks.iter().all(|t| {
                t.join == Join::All && t.is_possible && (t.uses.is_empty() || (t.duration > 0 && t.until <= t.release))
            })
    }

    /// When a task finishes that starts at `start`.
    pub fn finish(&self, task: At, start: i64) -> i64 {
        let task = &self.tasks[task];
        start.saturating_add(task.duration).max(task.until)
    }

    /// The earliest start of every task when no resource is ever short (the critical path method, Kelley 1961).
    pub fn earliest(&self) -> Vec<i64> {
        let mut earliest: Vec<i64> = Vec::with_capacity(self.tasks.len());
        let mut arrivals = Vec::new();
        for (at, task) in self.tasks.iter().enumerate() {
            arrivals.clear();
            arrivals
                .extend(self.incoming(at).iter().map(|l| self.finish(l.from, earliest[l.from]).saturating_add(l.lag)));
            let linked = match task.join {
                Join::First(count) => *arrivals.select_nth_unstable(count - 1).1,
                Join::All => arrivals.iter().copied().max().unwrap_or(0),
            };
            earliest.push(linked.max(task.release));
        }
        earliest
    }

    /// The window when no resource is ever short: no window is shorter.
    pub fn critical_path(&self) -> i64 {
        self.finish(self.end, self.earliest()[self.end])
    }
}

impl Capacity {
    /// The most there ever is.
    pub fn peak(&self) -> u32 {
        self.steps.iter().map(|(_, units)| *units).max().unwrap_or(0)
    }
}
