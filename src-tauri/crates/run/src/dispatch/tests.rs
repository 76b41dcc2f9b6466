//! The rule against a plain statement of itself.

use super::{Classes, LockState, Rank, ReadyQueue, Resource, Resources};
use daybreak_model::network::Demand;
use daybreak_model::node::LockMode;
use proptest::prelude::*;

fn demand(pools: &[(usize, u32)], locks: &[(usize, LockMode)]) -> Demand {
    Demand { pools: pools.to_vec(), locks: locks.to_vec() }
}

fn rank(critical: bool, priority: i32, ready_ms: i64, order: u32) -> Rank {
    Rank { critical, priority, ready_ms, order }
}

#[test]
fn ranks_sort_by_critical_then_priority_then_ready_time_then_order() {
    let sorted = [
        rank(true, i32::MIN, 9, 9),
        rank(false, i32::MAX, 9, 9),
        rank(false, 1, i64::MIN, 9),
        rank(false, 1, -1, 9),
        rank(false, 1, 0, 3),
        rank(false, 1, 0, 4),
        rank(false, 0, -5, 0),
        rank(false, -1, -5, 0),
        rank(false, i32::MIN, i64::MAX, 0),
    ];
    assert!(sorted.is_sorted());
    for rank in &sorted[3..7] {
        assert_eq!(rank.key().rank(), *rank);
    }
}

#[test]
fn one_that_does_not_fit_does_not_block_those_behind_it() {
    let mut classes = Classes::new(1);
    let (big, small) = (classes.class(&demand(&[(0, 3)], &[])), classes.class(&demand(&[(0, 1)], &[])));
    let mut resources = Resources::new([2], 0);
    let mut queue = ReadyQueue::new();
    queue.push(big, rank(true, 0, 0, 0).key());
    queue.push(small, rank(false, 0, 0, 1).key());
    let mut started = Vec::new();
    queue.dispatch(&classes, &mut resources, |s| started.push(s.key.order()));
    assert_eq!(started, [1]);
    assert_eq!(queue.lacked(big), Some(Resource::Pool(0)));
    resources.set_capacity(0, 3);
    queue.dispatch(&classes, &mut resources, |s| started.push(s.key.order()));
    assert_eq!(started, [1]);
    resources.release(classes.needs(small), 1);
    queue.dispatch(&classes, &mut resources, |s| {
        assert_eq!(s.lacked, Some(Resource::Pool(0)));
        started.push(s.key.order());
    });
    assert_eq!(started, [1, 0]);
    assert_eq!(resources.freed_by(Resource::Pool(0)), Some(1));
    assert!(queue.is_empty());
}

#[test]
fn locks_are_shared_or_exclusive() {
    let mut classes = Classes::new(0);
    let write = classes.class(&demand(&[], &[(0, LockMode::Exclusive)]));
    let read = classes.class(&demand(&[], &[(0, LockMode::Shared)]));
    let mut locks = Resources::new([], 1);
    locks.take(classes.needs(read));
    locks.take(classes.needs(read));
    assert_eq!(locks.lock(0), LockState::Shared(2));
    assert!(locks.fits(classes.needs(read)) && !locks.fits(classes.needs(write)));
    locks.release(classes.needs(read), 0);
    locks.release(classes.needs(read), 1);
    assert_eq!(locks.lock(0), LockState::Free);
    locks.take(classes.needs(write));
    assert_eq!(locks.lock(0), LockState::Exclusive);
    assert!(!locks.fits(classes.needs(read)) && !locks.fits(classes.needs(write)));
}

#[test]
fn more_in_use_than_a_lowered_capacity_starts_nothing_until_released() {
    let mut classes = Classes::new(1);
    let two = classes.class(&demand(&[(0, 2)], &[]));
    let mut pool = Resources::new([4], 0);
    pool.take(classes.needs(two));
    pool.take(classes.needs(two));
    pool.set_capacity(0, 2);
    assert_eq!((pool.in_use(0), pool.fits(classes.needs(two))), (4, false));
    pool.release(classes.needs(two), 0);
    assert!(!pool.fits(classes.needs(two)));
    pool.release(classes.needs(two), 1);
    assert!(pool.fits(classes.needs(two)));
    pool.release(classes.needs(two), 1);
    assert_eq!(pool.in_use(0), 0);
}

#[test]
fn an_operator_can_take_out_and_reorder_what_waits() {
    let mut classes = Classes::new(1);
    let one = classes.class(&demand(&[(0, 1)], &[]));
    let mut resources = Resources::new([1], 0);
    let mut queue = ReadyQueue::new();
    for order in 0..3 {
        queue.push(one, rank(false, 0, 0, order).key());
    }
    assert_eq!(queue.remove(one, 0), Some(rank(false, 0, 0, 0)));
    assert_eq!(queue.remove(one, 0), None);
    assert!(queue.reprioritise(one, 2, false, 5));
    assert!(!queue.reprioritise(one, 7, false, 5));
    let mut started = Vec::new();
    queue.dispatch(&classes, &mut resources, |s| started.push(s.key.order()));
    assert_eq!((started, queue.len()), (vec![2], 1));
    queue.clear();
    assert!(queue.is_empty());
}

#[test]
fn who_is_taken_out_while_its_class_sleeps_is_not_missed_later() {
    let mut classes = Classes::new(1);
    let one = classes.class(&demand(&[(0, 1)], &[]));
    let mut resources = Resources::new([1], 0);
    let mut queue = ReadyQueue::new();
    let mut started = Vec::new();
    let mut dispatch = |queue: &mut ReadyQueue, resources: &mut Resources| {
        queue.dispatch(&classes, resources, |s| started.push(s.key.order()));
        started.clone()
    };
    queue.push(one, rank(false, 0, 0, 0).key());
    queue.push(one, rank(false, 0, 0, 1).key());
    assert_eq!(dispatch(&mut queue, &mut resources), [0]);
    assert_eq!(queue.remove(one, 1), Some(rank(false, 0, 0, 1)));
    queue.push(one, rank(false, 0, 0, 2).key());
    assert_eq!(dispatch(&mut queue, &mut resources), [0], "nothing was given back");
    queue.remove(one, 2);
    resources.release(classes.needs(one), 0);
    assert_eq!(dispatch(&mut queue, &mut resources), [0], "nobody waits");
    queue.push(one, rank(false, 0, 0, 3).key());
    queue.push(one, rank(false, 0, 0, 4).key());
    assert_eq!(dispatch(&mut queue, &mut resources), [0, 3]);
    queue.clear();
    resources.release(classes.needs(one), 3);
    queue.push(one, rank(false, 0, 0, 5).key());
    assert_eq!(dispatch(&mut queue, &mut resources), [0, 3, 5]);
}

/// The rule as it is stated: look at each in order, start what fits.
fn naive(waiting: &mut Vec<(Rank, Demand)>, free: &mut [i64; 3], locks: &mut [i64; 2]) -> Vec<u32> {
    const WHOLE: i64 = 1 << 40;
    waiting.sort_by_key(|(r, _)| (!r.critical, std::cmp::Reverse(r.priority), r.ready_ms, r.order));
    let mut started = Vec::new();
    waiting.retain(|(rank, demand)| {
        let units = |mode: LockMode| if mode == LockMode::Exclusive { WHOLE } else { 1 };
        let fits = demand.pools.iter().all(|(p, u)| i64::from(*u) <= free[*p])
            && demand.locks.iter().all(|(l, m)| locks[*l] + units(*m) <= WHOLE);
        if fits {
            demand.pools.iter().for_each(|(p, u)| free[*p] -= i64::from(*u));
            demand.locks.iter().for_each(|(l, m)| locks[*l] += units(*m));
            started.push(rank.order);
        }
        !fits
    });
    started
}

fn any_demand() -> impl Strategy<Value = Demand> {
    let mode = prop_oneof![Just(LockMode::Exclusive), Just(LockMode::Shared)];
    let pools = proptest::collection::btree_map(0usize..3, 1u32..4, 0..3);
    let locks = proptest::collection::btree_map(0usize..2, mode, 0..2);
    (pools, locks)
        .prop_map(|(pools, locks)| Demand { pools: pools.into_iter().collect(), locks: locks.into_iter().collect() })
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(256))]

    /// Rounds of pushes, releases and changes of capacity: both ways start the same, in the same order.
    #[test]
    fn classes_are_passed_over_without_a_difference(
        rounds in proptest::collection::vec(
            (proptest::collection::vec((any::<bool>(), -2i32..3, any_demand()), 0..8), 0usize..4, 0usize..3, 0u32..7), 1..8),
        capacities in proptest::array::uniform3(0u32..7),
        between in 0u32..70,
    ) {
        let mut classes = Classes::new(3);
        // Numbers of classes lie apart, so that more of them are in use than are told apart by a bit.
        let numbered = |demand: &Demand, classes: &mut Classes| {
            let class = classes.class(demand);
            (0..between).for_each(|unused| {
                classes.class(&Demand { pools: vec![(0, 1_000 * (class + 1) + unused)], locks: Vec::new() });
            });
            class
        };
        let mut resources = Resources::new(capacities, 2);
        let mut queue = ReadyQueue::new();
        let (mut free, mut locks) = (capacities.map(i64::from), [0i64; 2]);
        let mut waiting: Vec<(Rank, Demand)> = Vec::new();
        let mut demands: Vec<Demand> = Vec::new();
        let mut running: Vec<u32> = Vec::new();
        for (now, (arrivals, finishes, pool, capacity)) in rounds.into_iter().enumerate() {
            for (critical, priority, demand) in arrivals {
                let rank = rank(critical, priority, now as i64, demands.len() as u32);
                queue.push(numbered(&demand, &mut classes), rank.key());
                waiting.push((rank, demand.clone()));
                demands.push(demand);
            }
            for order in running.drain(..finishes.min(running.len())) {
                let demand = &demands[order as usize];
                let class = classes.class(demand);
                resources.release(classes.needs(class), order);
                demand.pools.iter().for_each(|(p, u)| free[*p] += i64::from(*u));
                let units = |m: LockMode| if m == LockMode::Exclusive { 1i64 << 40 } else { 1 };
                demand.locks.iter().for_each(|(l, m)| locks[*l] -= units(*m));
            }
            free[pool] += i64::from(capacity) - i64::from(resources.capacity(pool));
            resources.set_capacity(pool, capacity);
            let expected = naive(&mut waiting, &mut free, &mut locks);
            let mut started = Vec::new();
            queue.dispatch(&classes, &mut resources, |s| started.push(s.key.order()));
            prop_assert_eq!(&started, &expected);
            prop_assert_eq!(queue.len(), waiting.len());
            running.extend(started);
        }
    }
}
