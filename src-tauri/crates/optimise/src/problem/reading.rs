//! Reading the problem off a network.

use super::{At, Capacity, Holding, Join, Kind, Link, Problem, Task, Use};
use daybreak_model::network::{Demand, Index, Network, Part};
use daybreak_model::node::{self, LockMode};
use daybreak_model::time::Timestamp;
use daybreak_run::dispatch::Order;
use daybreak_simulation::{Given, start_of_begin};

impl Problem {
    /// The problem of a run that is started at `start`.
    pub fn of(network: &Network, start: Timestamp) -> Problem {
        let start = start_of_begin(network, start);
        let given = Given::of(network, start);
        let order = network.topological_order();
        let mut reading = Reading {
            network,
            given: &given,
            place: Order::of(network),
            position: vec![At::MAX; order.len()],
            taken: taken(network, &given, &order),
            shares: shares(network),
        };
        for (at, activity) in order.iter().enumerate() {
            reading.position[*activity] = at;
        }
        let mut problem = Problem {
            start,
            tasks: Vec::with_capacity(order.len()),
            links: Vec::with_capacity(network.links.len()),
            resources: reading.capacities(start),
            holdings: Vec::new(),
            begin: reading.position[network.begin],
            end: reading.position[network.end],
            incoming: vec![0],
        };
        for activity in &order {
            let first = problem.links.len();
            let join = reading.links(*activity, &mut problem.links);
            problem.links[first..].sort_unstable();
            problem.incoming.push(problem.links.len());
            problem.tasks.push(reading.task(*activity, join));
        }
        problem.holdings = reading.holdings();
        problem.mark_possible();
        problem.mark_leading_to_end();
        problem
    }

    fn mark_possible(&mut self) {
        let peaks: Vec<u32> = self.resources.iter().map(Capacity::peak).collect();
        let fits = |uses: &[Use]| uses.iter().all(|u| u.units <= peaks[u.resource]);
        for at in 0..self.tasks.len() {
            let holding = self.holdings.iter().find(|h| h.open == at);
            let possible = self.incoming(at).iter().filter(|l| self.tasks[l.from].is_possible).count();
            let links = match self.tasks[at].join {
                Join::All => possible == self.incoming(at).len(),
                Join::First(count) => possible >= count,
            };
            self.tasks[at].is_possible = links && fits(&self.tasks[at].uses) && holding.is_none_or(|h| fits(&h.uses));
        }
    }

    fn mark_leading_to_end(&mut self) {
        self.tasks[self.end].leads_to_end = true;
        for at in (0..self.tasks.len()).rev() {
            if self.tasks[at].leads_to_end {
                for link in self.incoming[at]..self.incoming[at + 1] {
                    let from = self.links[link].from;
                    self.tasks[from].leads_to_end = true;
                }
            }
        }
    }
}

/// Whether each activity is taken. It does not depend on time: what has a link that is taken is taken.
fn taken(network: &Network, given: &Given, order: &[Index]) -> Vec<bool> {
    let mut taken = vec![false; order.len()];
    for activity in order {
        let incoming = network.incoming(*activity);
        let is_taken = |l: &usize| taken[network.links[*l].from] && given.takes(&network.links[*l]);
        taken[*activity] = incoming.is_empty() || incoming.iter().any(is_taken);
    }
    taken
}

/// For each lock how many activities share it at most: the units that it has as a resource.
fn shares(network: &Network) -> Vec<u32> {
    let mut shares = vec![0u32; network.locks.len()];
    for (lock, mode) in network.activities.iter().flat_map(|a| &a.demand.locks) {
        shares[*lock] += u32::from(*mode == LockMode::Shared);
    }
    shares.iter().map(|count| (*count).max(1)).collect()
}

struct Reading<'a> {
    network: &'a Network,
    given: &'a Given,
    place: Order,
    /// Of each activity among the tasks.
    position: Vec<At>,
    taken: Vec<bool>,
    shares: Vec<u32>,
}

impl Reading<'_> {
    fn capacities(&self, start: Timestamp) -> Vec<Capacity> {
        let pools = self.network.pools.iter().enumerate().map(|(at, pool)| {
            let later = pool.steps.iter().filter(|(from, _)| *from > start);
            let mut steps = vec![(0, pool.at(start))];
            steps.extend(later.map(|(from, units)| (from.ms().saturating_sub(start.ms()), *units)));
            steps.dedup_by_key(|(_, units)| *units);
            Capacity { kind: Kind::Pool(at), steps }
        });
        let lock = |(at, units): (usize, &u32)| Capacity { kind: Kind::Lock(at), steps: vec![(0, *units)] };
        pools.chain(self.shares.iter().enumerate().map(lock)).collect()
    }

    fn uses(&self, demand: &Demand) -> Vec<Use> {
        let pools = demand.pools.iter().map(|(resource, units)| Use { resource: *resource, units: *units });
        let locks = demand.locks.iter().map(|(lock, mode)| Use {
            resource: self.network.pools.len() + lock,
            units: if *mode == LockMode::Exclusive { self.shares[*lock] } else { 1 },
        });
        pools.chain(locks).collect()
    }

    /// Adds the links that decide when an activity starts, and says how many of them it waits for.
    ///
    /// A link that is not taken still tells something when its source has ended: that no more may come by it. A join that has all it
    /// needs does not wait for that.
    fn links(&self, activity: Index, links: &mut Vec<Link>) -> Join {
        let incoming = self.network.incoming(activity);
        let to = self.position[activity];
        let is_taken = |l: usize| {
            let link = &self.network.links[l];
            self.taken[link.from] && self.given.takes(link)
        };
        let needed = match self.network.activities[activity].join {
            node::Join::All => incoming.len(),
            node::Join::Any => 1,
            node::Join::AtLeast(count) => (count as usize).clamp(1, incoming.len().max(1)),
        };
        let coming = incoming.iter().filter(|l| is_taken(**l)).count();
        let has_enough = coming >= needed;
        for l in incoming {
            let link = &self.network.links[*l];
            let from = self.position[link.from];
            if is_taken(*l) {
                links.push(Link { to, from, lag: link.lag.ms() });
            } else if !has_enough {
                links.push(Link { to, from, lag: 0 });
            }
        }
        if has_enough && needed < coming { Join::First(needed) } else { Join::All }
    }

    fn task(&self, activity: Index, join: Join) -> Task {
        let told = &self.network.activities[activity];
        let is_taken = self.taken[activity];
        let when = |time: i64| if is_taken { time.max(0) } else { 0 };
        let takes = is_taken && told.included && self.closing(activity).is_none();
        Task {
            activity,
            place: self.place.place(activity),
            duration: when(self.given.span[activity]),
            release: when(self.given.not_before[activity]),
            until: when(self.given.until[activity]),
            uses: if takes { self.uses(&told.demand) } else { Vec::new() },
            join,
            is_taken,
            leads_to_end: false,
            is_possible: true,
            critical: told.critical,
            priority: told.priority,
        }
    }

    /// The border at which what the opening border of a group takes is given back.
    fn closing(&self, activity: Index) -> Option<Index> {
        let told = &self.network.activities[activity];
        told.partner.filter(|_| told.part == Part::Open)
    }

    fn holdings(&self) -> Vec<Holding> {
        let open = |activity: Index| {
            let told = &self.network.activities[activity];
            let holds = self.taken[activity] && told.included && !told.demand.is_empty();
            let close = self.closing(activity).filter(|_| holds)?;
            let (open, close) = (self.position[activity], self.position[close]);
            Some(Holding { open, close, uses: self.uses(&told.demand) })
        };
        (0..self.network.activities.len()).filter_map(open).collect()
    }
}
