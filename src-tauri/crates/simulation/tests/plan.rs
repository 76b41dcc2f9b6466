//! P3 to P7: what the plan says of resources, clocks, people, branches and deadlines.

mod drafts;

use daybreak_model::definition::PoolHours;
use daybreak_model::duration::Estimate;
use daybreak_model::node::{Branch, Confirm, Join, Kind, LockMode, LockUse, Node, Wait};
use daybreak_model::time::Span;
use daybreak_simulation::plan;
use drafts::told::Told;
use drafts::{Draft, START, uses};

fn by(node: &str) -> Option<String> {
    Some(node.into())
}

fn lock(draft: &mut Draft, node: &str, mode: LockMode) {
    let found = draft.0.nodes.iter_mut().find(|n| n.id.as_str() == node).expect("a node");
    found.locks.push(LockUse { lock: "ledger".into(), mode });
}

#[test]
fn p3_a_start_that_waited_for_a_pool_names_who_freed_it() {
    let mut draft = Draft::new();
    draft.pool("db", 1);
    for (id, seconds, priority) in [("a", 10, 1), ("b", 20, 0)] {
        let node = draft.fixed(id, seconds);
        node.uses = vec![uses("db", 1)];
        node.settings.priority = Some(priority);
    }
    draft.fixed("c", 25);
    draft.close();
    let told = Told::of(&draft);
    assert_eq!(told.window(), 30);
    assert_eq!(told.times("b"), (10, 30, 0, "pool", by("a")));
    assert_eq!(told.resource("b"), Some("db"));
    assert_eq!(told.times("a"), (0, 10, 0, "edge", by("begin")));
    assert_eq!(told.times("c").2, 5);
    assert_eq!(told.path(), ["begin", "a", "b", "end"]);
    assert_eq!(told.split(), [20, 0, 10, 0, 0]);
    let db = &told.plan.usage[0];
    let steps: Vec<_> = db.steps.iter().map(|s| (s.at / 1000, s.in_use, s.wanted, s.capacity)).collect();
    assert_eq!(steps, [(0, 1, 1, 1), (10, 1, 0, 1), (30, 0, 0, 1)]);
}

#[test]
fn p3_who_lacks_a_lock_wants_nothing_of_a_pool_that_has_units_free() {
    // b and c stand ready from the start; both lack the lock until a gives it back, and c then lacks it until b does. Of the pool there is
    // always enough. d shares the lock with nobody who has it alone, and lacks it as well.
    let mut draft = Draft::new();
    draft.pool("db", 4);
    draft.lock("ledger");
    for (id, priority) in [("a", 9), ("b", 8), ("c", 7)] {
        let node = draft.fixed(id, 10);
        node.uses = vec![uses("db", 2)];
        node.settings.priority = Some(priority);
        lock(&mut draft, id, LockMode::Exclusive);
    }
    draft.fixed("d", 5);
    lock(&mut draft, "d", LockMode::Shared);
    draft.close();
    let told = Told::of(&draft);
    assert_eq!(told.times("d").0, 30);
    let wanted =
        |at: usize| -> Vec<(i64, i64)> { told.plan.usage[at].steps.iter().map(|s| (s.at / 1000, s.wanted)).collect() };
    assert_eq!(wanted(0), [(0, 0), (30, 0)]);
    assert_eq!(wanted(1), [(0, 3), (10, 2), (20, 1), (30, 0), (35, 0)]);
}

#[test]
fn p3_slack_counts_who_takes_the_resource_next() {
    // c takes over what a gave back, although it did not wait for it: a may be late by 2, not by 8.
    let mut draft = Draft::new();
    draft.pool("db", 1);
    draft.fixed("a", 5).uses = vec![uses("db", 1)];
    draft.fixed("b", 7);
    draft.fixed("c", 6).uses = vec![uses("db", 1)];
    draft.edge("b", "c");
    draft.close();
    let told = Told::of(&draft);
    assert_eq!(told.times("a"), (0, 5, 2, "edge", by("begin")));
    assert_eq!(told.planned("a").1.free_slack, 2000);
}

#[test]
fn p3_locks_are_shared_by_readers_and_kept_from_a_writer() {
    let mut draft = Draft::new();
    draft.lock("ledger");
    for (id, seconds, mode) in
        [("r1", 10, LockMode::Shared), ("r2", 15, LockMode::Shared), ("w", 5, LockMode::Exclusive)]
    {
        draft.fixed(id, seconds);
        lock(&mut draft, id, mode);
    }
    draft.close();
    let told = Told::of(&draft);
    assert_eq!(told.times("w"), (15, 20, 0, "lock", by("r2")));
    assert_eq!(told.times("r1").2, 5);
    assert_eq!(told.window(), 20);
}

#[test]
fn p3_a_group_holds_from_its_opening_to_its_closing_border() {
    let mut draft = Draft::new();
    draft.pool("db", 2);
    draft.group("g").uses = vec![uses("db", 2)];
    draft.fixed("g1", 10).parent = Some("g".into());
    draft.fixed("g2", 20).parent = Some("g".into());
    draft.edge("g1", "g2");
    draft.fixed("z", 5).uses = vec![uses("db", 1)];
    draft.close();
    let told = Told::of(&draft);
    assert_eq!(told.times("g"), (0, 30, 0, "edge", by("begin")));
    assert_eq!(told.times("z"), (30, 35, 0, "pool", by("g")));
    assert_eq!(told.path(), ["begin", "g", "g1", "g2", "z", "end"]);
    assert_eq!(told.split(), [5, 0, 30, 0, 0]);
}

#[test]
fn p3_a_pool_that_opens_later_lets_start_then() {
    let mut draft = Draft::new();
    draft.pool("db", 1);
    let hours = |from: &str, to: &str, capacity| PoolHours {
        from: from.parse().expect("a time"),
        to: to.parse().expect("a time"),
        capacity,
    };
    draft.0.pools[0].hours = vec![hours("00:00", "23:00", 0)];
    draft.fixed("a", 60).uses = vec![uses("db", 1)];
    draft.close();
    let start = plan(&draft.network(), START).start;
    let begins = start.utc().to_rfc3339();
    let told = Told::of(&draft);
    assert_eq!(told.times("a").0, 2 * 3600, "23:00, when Begin starts at {begins}");
    assert_eq!((told.times("a").3, told.times("a").4), ("pool", None));
    assert_eq!(told.path(), ["a", "end"]);
    assert_eq!(told.split(), [60, 0, 7200, 0, 0]);
}

#[test]
fn p4_lags_clocks_and_people_have_their_part_of_the_window() {
    let mut draft = Draft::new();
    draft.fixed("a", 60);
    draft.fixed("b", 60).not_before = Some("21:05+0".parse().expect("a time"));
    draft.node(Node::new("w", Kind::Wait(Wait::Time("21:10+0".parse().expect("a time")))));
    let gate = Confirm { prompt: "Go on?".into(), role: None };
    draft.node(Node::new("ok", Kind::Confirm(gate))).settings.duration = Some(Estimate::Fixed(Span::from_ms(90_000)));
    draft.fixed("c", 10);
    draft.edges(&[("a", "b"), ("b", "w"), ("w", "ok"), ("ok", "c")]);
    draft.0.edges.last_mut().expect("an edge").lag = Span::from_ms(30_000);
    draft.close();
    let told = Told::of(&draft);
    assert_eq!(told.times("b"), (300, 360, 240, "clock", None));
    assert_eq!(told.times("w"), (360, 600, 0, "edge", by("b")));
    assert_eq!(told.times("ok"), (600, 690, 0, "clock", by("w")));
    assert_eq!(told.times("c"), (720, 730, 0, "person", by("ok")));
    assert_eq!(told.times("a").2, 480, "it may be late by both waits");
    assert_eq!(told.split(), [60 + 60 + 10, 30, 0, 240 + 240, 90]);
    assert_eq!(told.path(), ["w", "ok", "c", "end"]);
}

#[test]
fn p4_a_begin_that_waits_shifts_everything() {
    let mut draft = Draft::new();
    draft.fixed("a", 60);
    draft.close();
    draft.0.nodes[0].not_before = Some("22:00+0".parse().expect("a time"));
    let told = Told::of(&draft);
    assert_eq!((told.plan.start, told.window()), (START.after(Span::from_ms(3_600_000)), 60));
    let early = plan(&draft.network(), START.after(Span::from_ms(7_200_000)));
    assert_eq!(early.start, START.after(Span::from_ms(7_200_000)));
}

#[test]
fn p5_what_is_not_taken_holds_up_nobody() {
    let mut draft = Draft::new();
    let branch = |name: &str, probability| Branch { name: name.into(), when: Some("outputs.x".into()), probability };
    draft.node(Node::new("d", Kind::Decision(vec![branch("month", Some(0.1)), branch("day", Some(0.9))])));
    draft.fixed("m1", 1000);
    draft.fixed("m2", 1000);
    draft.fixed("n", 10);
    draft.node(Node::new("j", Kind::Milestone(Join::All)));
    draft.edge("d", "m1").branch = Some("month".into());
    draft.edge("d", "n").branch = Some("day".into());
    draft.edges(&[("m1", "m2"), ("m2", "j"), ("n", "j")]);
    draft.close();
    let told = Told::of(&draft);
    assert_eq!(told.window(), 10);
    assert_eq!(told.times("m2"), (-1, -1, -1, "not taken", None));
    assert_eq!(told.path(), ["begin", "d", "n", "j", "end"]);
    assert!(told.stuck().is_empty());
}

#[test]
fn p5_success_edges_are_taken_and_failure_edges_are_not() {
    let mut draft = Draft::new();
    draft.fixed("a", 10);
    draft.fixed("alarm", 10);
    draft.fixed("tidy", 5);
    draft.edge("a", "alarm").on = daybreak_model::definition::Outcome::Failure;
    draft.edge("a", "tidy").on = daybreak_model::definition::Outcome::Completion;
    draft.close();
    let told = Told::of(&draft);
    assert_eq!(told.times("alarm").3, "not taken");
    assert_eq!((told.times("tidy").0, told.window()), (10, 15));
}

#[test]
fn p5_a_join_takes_as_many_as_it_needs() {
    for (join, expected, slack) in [(Join::Any, 10, 0), (Join::AtLeast(2), 20, 10), (Join::All, 30, 20)] {
        let mut draft = Draft::new();
        draft.node(Node::new("j", Kind::Milestone(join)));
        for (id, seconds) in [("a", 10), ("b", 20), ("c", 30)] {
            draft.fixed(id, seconds);
            draft.edge(id, "j");
        }
        draft.close();
        let told = Told::of(&draft);
        assert_eq!((told.window(), told.times("j").0), (expected, expected), "{join:?}");
        // The last one that is needed may not be late; one that is not needed may take the whole night.
        let a = told.times("a").2;
        assert_eq!(a, slack, "{join:?}");
    }
}

#[test]
fn p6_slack_is_measured_against_the_nearest_deadline() {
    let mut draft = Draft::new();
    draft.fixed("a", 600);
    draft.fixed("b", 300).deadline = Some("21:04+0".parse().expect("a time"));
    draft.fixed("c", 60).deadline = Some("21:08+0".parse().expect("a time"));
    draft.edge("c", "b");
    draft.close();
    let told = Told::of(&draft);
    assert_eq!(told.times("b").2, 240 - 360, "missed by two minutes");
    assert_eq!(told.times("c").2, 240 - 360, "and c is why");
    assert_eq!(told.times("a").2, 0);
    draft.0.deadline = Some("21:09+0".parse().expect("a time"));
    let told = Told::of(&draft);
    assert_eq!(told.times("a").2, -60);
}

#[test]
fn p7_a_night_that_cannot_finish_names_what_never_starts() {
    let mut draft = Draft::new();
    draft.pool("db", 1);
    draft.fixed("big", 10).uses = vec![uses("db", 2)];
    draft.fixed("after", 10);
    draft.edge("big", "after");
    draft.fixed("free", 10);
    draft.close();
    let told = Told::of(&draft);
    assert_eq!(told.stuck(), ["end", "big", "after"]);
    assert_eq!((told.plan.window, told.times("free").1), (None, 10));
    assert_eq!(told.times("big").3, "never");
    let lacking: Vec<_> = told.plan.stuck.iter().filter(|s| s.lacks.is_some()).collect();
    assert_eq!(lacking.len(), 1);
}

#[test]
fn p7_two_groups_that_want_each_others_lock_are_stuck() {
    let mut draft = Draft::new();
    draft.pool("x", 1);
    draft.pool("y", 1);
    for (group, held, inside, wanted) in [("g", "x", "gi", "y"), ("h", "y", "hi", "x")] {
        draft.group(group).uses = vec![uses(held, 1)];
        let node = draft.fixed(inside, 10);
        node.parent = Some(group.into());
        node.uses = vec![uses(wanted, 1)];
    }
    draft.close();
    let told = Told::of(&draft);
    let stuck = told.stuck();
    assert!(stuck.contains(&"gi") && stuck.contains(&"hi"));
}
