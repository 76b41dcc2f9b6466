//! The problem in small arrays, in both directions of time, for generating very many schedules.

use crate::problem::{At, Join, Problem};

/// Free units of all resources at one moment: lanes of 16 or 32 bits, the highest of each kept clear, so that one subtraction compares
/// all of a word at once.
pub type Units<const W: usize> = [u64; W];

/// Only tasks that lead to End, numbered in topological order. Times are multiples of [`Instance::unit`].
#[derive(Clone, Debug)]
pub struct Instance<const W: usize> {
    /// Milliseconds in one unit of time.
    pub unit: i64,
    pub tasks: Vec<At>,
    pub duration: Vec<u32>,
    pub demand: Vec<Units<W>>,
    pub capacity: Units<W>,
    /// The highest bit of every lane.
    pub guard: u64,
    /// How much of the resources each task uses at a moment, for finding peaks.
    pub weight: Vec<u32>,
    pub forward: Side,
    pub backward: Side,
    /// No schedule ends later than this when no task waits without need.
    pub horizon: u32,
    /// No schedule ends earlier.
    pub lower: u32,
}

/// The links as they look in one direction of time.
#[derive(Clone, Debug)]
pub struct Side {
    first: Vec<u32>,
    /// From where, and with what lag.
    links: Vec<(u32, u32)>,
    /// Does not start before.
    pub head: Vec<u32>,
    /// What comes at least after its finish.
    pub tail: Vec<u32>,
}

impl Side {
    #[inline]
    pub fn links(&self, task: usize) -> &[(u32, u32)] {
        &self.links[self.first[task] as usize..self.first[task + 1] as usize]
    }

    fn of(count: usize, links: &[(usize, usize, u32)], head: Vec<u32>, tail: Vec<u32>) -> Side {
        let mut sorted: Vec<_> = links.to_vec();
        sorted.sort_unstable_by_key(|(to, from, _)| (*to, *from));
        let first = (0..=count).map(|at| sorted.partition_point(|(to, ..)| *to < at) as u32).collect();
        Side { first, links: sorted.iter().map(|(_, from, lag)| (*from as u32, *lag)).collect(), head, tail }
    }
}

/// The resources that can ever be short, the fullest first, and the bits that a lane of them needs.
pub struct Short {
    pub resources: Vec<usize>,
    lane: u32,
}

impl Short {
    pub fn of(problem: &Problem) -> Short {
        let mut load = vec![(0u64, 0i128); problem.resources.len()];
        for task in problem.tasks.iter().filter(|t| t.leads_to_end) {
            for needed in &task.uses {
                let (units, work) = &mut load[needed.resource];
                *units += u64::from(needed.units);
                *work += i128::from(needed.units) * i128::from(task.duration);
            }
        }
        let peak = |resource: usize| problem.resources[resource].peak();
        let mut resources: Vec<usize> = (0..load.len()).filter(|r| load[*r].0 > u64::from(peak(*r))).collect();
        resources.sort_by_key(|r| (std::cmp::Reverse(load[*r].1 / i128::from(peak(*r).max(1))), *r));
        let is_wide = resources.iter().any(|r| peak(*r) >= 1 << 15);
        Short { resources, lane: if is_wide { 32 } else { 16 } }
    }

    /// Words that hold a lane for each.
    pub fn words(&self) -> usize {
        self.resources.len().div_ceil(64 / self.lane as usize)
    }
}

impl<const W: usize> Instance<W> {
    /// The instance of `problem`. What groups hold, hours of pools and joins that need only some of their links are seen as if nothing was
    /// held, there was always the most, and such a join was over when it can be at the earliest; so are resources beyond what `W` words hold seen as plenty.
    pub fn of(problem: &Problem, short: &Short) -> Instance<W> {
        let tasks: Vec<At> = (0..problem.tasks.len()).filter(|at| problem.tasks[*at].leads_to_end).collect();
        let mut position = vec![usize::MAX; problem.tasks.len()];
        tasks.iter().enumerate().for_each(|(at, task)| position[*task] = at);
        let count = tasks.len();
        let mut release: Vec<i64> = tasks.iter().map(|t| problem.tasks[*t].release).collect();
        let earliest = problem.earliest();
        let mut links = Vec::new();
        for (to, task) in tasks.iter().enumerate() {
            if problem.tasks[*task].join != Join::All {
                release[to] = release[to].max(earliest[*task]);
                continue;
            }
            for link in problem.incoming(*task) {
                links.push((to, position[link.from], link.lag));
                // What is waited for until a time releases what comes after it.
                release[to] = release[to].max(problem.tasks[link.from].until.saturating_add(link.lag));
            }
        }
        let spans = tasks.iter().map(|t| problem.tasks[*t].duration);
        let hours = problem.resources.iter().flat_map(|r| &r.steps).map(|(at, _)| *at);
        let unit = spans
            .clone()
            .chain(hours)
            .chain(links.iter().map(|l| l.2))
            .chain(release.iter().copied())
            .fold(0, gcd)
            .max(1);
        let units = |ms: i64| u32::try_from(ms / unit).unwrap_or(u32::MAX / 4).min(u32::MAX / 4);
        let links: Vec<_> = links.into_iter().map(|(to, from, lag)| (to, from, units(lag))).collect();
        let back: Vec<_> = links.iter().map(|(to, from, lag)| (*from, *to, *lag)).collect();
        let release: Vec<u32> = release.into_iter().map(units).collect();
        let duration: Vec<u32> = spans.map(units).collect();
        let total: u64 = duration.iter().chain(links.iter().map(|(_, _, lag)| lag)).map(|d| u64::from(*d)).sum();
        let latest = release.iter().copied().max().unwrap_or(0);
        let mut instance = Instance {
            unit,
            demand: vec![[0; W]; count],
            capacity: [0; W],
            guard: if short.lane == 32 { 0x8000_0000_8000_0000 } else { 0x8000_8000_8000_8000 },
            weight: vec![0; count],
            forward: Side::of(count, &links, release.clone(), vec![0; count]),
            backward: Side::of(count, &back, vec![0; count], release),
            horizon: u32::try_from(total + u64::from(latest)).unwrap_or(u32::MAX / 2).min(u32::MAX / 2),
            lower: 0,
            duration,
            tasks,
        };
        instance.fill(problem, short);
        instance.lower = instance.critical_path();
        instance
    }

    fn fill(&mut self, problem: &Problem, short: &Short) {
        let lanes = 64 / short.lane as usize;
        for (lane, resource) in short.resources.iter().take(W * lanes).enumerate() {
            let (word, shift) = (lane / lanes, (lane % lanes) as u32 * short.lane);
            let peak = problem.resources[*resource].peak();
            self.capacity[word] |= u64::from(peak) << shift;
            for (at, task) in self.tasks.iter().enumerate() {
                let needed = problem.tasks[*task].uses.iter().find(|u| u.resource == *resource);
                let units = needed.map_or(0, |u| u.units.min(peak));
                self.demand[at][word] |= u64::from(units) << shift;
                self.weight[at] += (u64::from(units) * 1000 / u64::from(peak.max(1))) as u32;
            }
        }
    }

    fn critical_path(&self) -> u32 {
        let mut finish: Vec<u32> = Vec::with_capacity(self.tasks.len());
        for at in 0..self.tasks.len() {
            let linked = self.forward.links(at).iter().map(|(from, lag)| finish[*from as usize] + lag).max();
            finish.push(linked.unwrap_or(0).max(self.forward.head[at]) + self.duration[at]);
        }
        finish.last().copied().unwrap_or(0)
    }

    pub fn count(&self) -> usize {
        self.tasks.len()
    }
}

fn gcd(a: i64, b: i64) -> i64 {
    if b == 0 { a } else { gcd(b, a % b) }
}
