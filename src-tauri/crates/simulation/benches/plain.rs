//! What a good engineer writes in an afternoon, as the peer to measure against.

use daybreak_model::duration::Estimate;
use daybreak_model::network::Network;
use daybreak_model::node::LockMode;
use daybreak_model::time::Timestamp;
use std::cmp::Reverse;
use std::collections::{BTreeSet, BinaryHeap, HashMap};

/// Earliest and latest times by node id, over hash maps.
pub fn plan(network: &Network, _start: Timestamp) -> HashMap<String, (i64, i64, i64, i64)> {
    let order = network.topological_order();
    let (mut early, mut late): (HashMap<usize, i64>, HashMap<usize, i64>) = (HashMap::new(), HashMap::new());
    let span = |at: usize| network.activities[at].estimate.planned().ms();
    for at in &order {
        let links = network.incoming(*at).iter().map(|l| &network.links[*l]);
        let start = links.map(|l| early[&l.from] + span(l.from) + l.lag.ms()).max().unwrap_or(0);
        early.insert(*at, start);
    }
    let window = early[&network.end];
    for at in order.iter().rev() {
        let links = network.outgoing(*at).iter().map(|l| &network.links[*l]);
        let finish = links.map(|l| late[&l.to] - span(l.to) - l.lag.ms()).min().unwrap_or(window);
        late.insert(*at, finish);
    }
    let times = |at: usize| (early[&at], early[&at] + span(at), late[&at] - span(at), late[&at]);
    order.iter().map(|at| (network.activities[*at].node.to_string(), times(*at))).collect()
}

/// A xorshift generator.
struct Dice(u64);

impl Dice {
    fn unit(&mut self) -> f64 {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        (self.0 >> 11) as f64 / (1u64 << 53) as f64
    }

    /// A standard normal by Box and Muller.
    fn normal(&mut self) -> f64 {
        (-2.0 * (1.0 - self.unit()).ln()).sqrt() * (std::f64::consts::TAU * self.unit()).cos()
    }

    /// A gamma variate by Marsaglia and Tsang, for shapes of at least 1.
    fn gamma(&mut self, shape: f64) -> f64 {
        let d = shape - 1.0 / 3.0;
        let c = 1.0 / (9.0 * d).sqrt();
        loop {
            let x = self.normal();
            let v = (1.0 + c * x).powi(3);
            if v > 0.0 && self.unit().ln() < 0.5 * x * x + d - d * v + d * v.ln() {
                return d * v;
            }
        }
    }

    fn span(&mut self, estimate: &Estimate) -> f64 {
        let Estimate::Pert { low, mode, high } = estimate else {
            return estimate.planned().seconds();
        };
        let (low, mode, high) = (low.seconds(), mode.seconds(), high.seconds());
        let place = (mode - low) / (high - low);
        let (a, b) = (self.gamma(1.0 + 4.0 * place), self.gamma(5.0 - 4.0 * place));
        low + (high - low) * a / (a + b)
    }
}

/// The windows of `samples` nights without resources.
pub fn monte_carlo(network: &Network, _start: Timestamp, samples: u32, seed: u64) -> Vec<f64> {
    let order = network.topological_order();
    let mut dice = Dice(seed);
    let mut windows = Vec::new();
    let mut finish = vec![0.0; network.activities.len()];
    for _ in 0..samples {
        for at in &order {
            let mut start = 0.0f64;
            for link in network.incoming(*at) {
                let link = &network.links[*link];
                start = start.max(finish[link.from] + link.lag.seconds());
            }
            finish[*at] = start + dice.span(&network.activities[*at].estimate);
        }
        windows.push(finish[network.end]);
    }
    windows.sort_by(f64::total_cmp);
    windows
}

/// The windows of `samples` nights with pools and locks: ready jobs in one sorted set, all of them looked at whenever
/// something ends.
pub fn with_pools(network: &Network, _start: Timestamp, samples: u32, seed: u64) -> Vec<i64> {
    let mut dice = Dice(seed);
    (0..samples).map(|_| one_night(network, &mut dice)).collect()
}

fn one_night(network: &Network, dice: &mut Dice) -> i64 {
    let mut left: Vec<usize> = (0..network.activities.len()).map(|at| network.incoming(at).len()).collect();
    let mut free: Vec<i64> = network.pools.iter().map(|p| i64::from(p.base)).collect();
    let mut held = vec![(0u32, false); network.locks.len()];
    let mut ready = BTreeSet::new();
    let mut events = BinaryHeap::new();
    let rank = |at: usize, now: i64| {
        let a = &network.activities[at];
        (!a.critical, Reverse(a.priority), now, a.node.as_str(), at)
    };
    ready.insert(rank(network.begin, 0));
    let mut now = 0;
    loop {
        let mut started = Vec::new();
        for turn in &ready {
            let demand = &network.activities[turn.4].demand;
            let locked =
                |(lock, mode): &(usize, LockMode)| held[*lock].1 || (*mode == LockMode::Exclusive && held[*lock].0 > 0);
            if demand.pools.iter().all(|(p, u)| free[*p] >= i64::from(*u)) && !demand.locks.iter().any(locked) {
                demand.pools.iter().for_each(|(p, u)| free[*p] -= i64::from(*u));
                demand.locks.iter().for_each(|(l, m)| {
                    held[*l].0 += u32::from(*m == LockMode::Shared);
                    held[*l].1 |= *m == LockMode::Exclusive;
                });
                let span = (dice.span(&network.activities[turn.4].estimate) * 1000.0) as i64;
                events.push(Reverse((now + span, turn.4)));
                started.push(*turn);
            }
        }
        started.iter().for_each(|turn| {
            ready.remove(turn);
        });
        let Some(Reverse((next, _))) = events.peek().copied() else { return now };
        now = next;
        while let Some(Reverse((at_time, at))) = events.peek().copied()
            && at_time == now
        {
            events.pop();
            let demand = &network.activities[at].demand;
            demand.pools.iter().for_each(|(p, u)| free[*p] += i64::from(*u));
            demand.locks.iter().for_each(|(l, m)| {
                held[*l].0 -= u32::from(*m == LockMode::Shared);
                held[*l].1 &= *m != LockMode::Exclusive;
            });
            for link in network.outgoing(at) {
                let to = network.links[*link].to;
                left[to] -= 1;
                if left[to] == 0 {
                    ready.insert(rank(to, now));
                }
            }
        }
    }
}
