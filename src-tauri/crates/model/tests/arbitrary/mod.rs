//! Definitions drawn at random: every kind of node and every field, with hard texts in the free ones.

use daybreak_model::calendar::{DayClass, DayRule, Days, Roll, Weekday};
use daybreak_model::definition::{Definition, Edge, Lock, Outcome, Pool, PoolHours, System};
use daybreak_model::duration::{Estimate, SlowNight};
use daybreak_model::node::{
    AirflowRun, Arrival, Branch, Command, Confirm, Cycle, CycleFrom, Http, HttpPoll, Join, Kind, LockMode, LockUse,
    Node, Order, PoolUse, Ssh, Subflow, Wait, Work,
};
use daybreak_model::settings::{Observed, OnFailure, Restart, Retry, Settings, Threshold};
use daybreak_model::time::{ClockTime, DayTime, Span};
use daybreak_model::trigger::{Missed, Trigger, TriggerKind};
use proptest::collection::{btree_map, vec};
use proptest::option::of;
use proptest::prelude::*;

/// A definition of up to 12 nodes besides begin and end; references may dangle, as they may while drawing.
pub fn definition() -> BoxedStrategy<Definition> {
    let parts = (vec(system(), 0..3), vec(pool(), 0..3), vec(id(), 0..3), vec(trigger(), 0..3));
    let header = (
        text(),
        of(text()),
        btree_map(id(), text(), 0..3),
        vec(id(), 0..2),
        of(day_time()),
        (slow_night(), settings()),
    );
    (header, parts, vec(node(), 0..12), vec(edge(), 0..12), any::<bool>())
        .prop_map(
            |(
                (name, description, parameters, secrets, deadline, (slow_night, defaults)),
                parts,
                nodes,
                edges,
                schema,
            )| {
                let (systems, pools, locks, triggers) = parts;
                let mut definition = Definition::empty("night", name, "Asia/Shanghai");
                definition.schema = schema.then(|| "../schema/workflow.schema.json".into());
                definition.description = description;
                definition.parameters = parameters;
                definition.secrets = secrets;
                definition.deadline = deadline;
                definition.slow_night = slow_night;
                definition.defaults = defaults;
                definition.systems = systems;
                definition.pools = pools;
                definition.locks = locks.iter().map(|id| Lock { id: id.as_str().into(), name: id.clone() }).collect();
                definition.triggers = triggers;
                definition.nodes.extend(nodes);
                definition.edges.extend(edges);
                definition
            },
        )
        .boxed()
}

/// An identifier from so few that they often meet.
pub fn id() -> BoxedStrategy<String> {
    prop_oneof!["[a-d]", "[a-d]-[0-9]", Just("日终".to_string())].boxed()
}

/// Free text, with what JSON must escape.
pub fn text() -> BoxedStrategy<String> {
    prop_oneof!["[ -~]{0,20}", "\\PC{0,8}", "[\"\\\\\n\t\u{0}/~😀清算]{0,8}", "x{90,130}"].boxed()
}

pub fn span() -> BoxedStrategy<Span> {
    prop_oneof![0..5_000_i64, 0..90_000_000_i64, Just(i64::MAX)].prop_map(Span::from_ms).boxed()
}

fn day_time() -> BoxedStrategy<DayTime> {
    (of(-2..5_i16), 0..24_u32, 0..60_u32)
        .prop_map(|(day, hour, minute)| DayTime {
            day,
            ..DayTime::new(0, hour, minute).expect("hour and minute are in range")
        })
        .boxed()
}

fn clock() -> BoxedStrategy<ClockTime> {
    day_time().prop_map(|t| ClockTime(t.time)).boxed()
}

fn system() -> BoxedStrategy<System> {
    (id(), text(), 1..9_u8, of(0..9_u32), of(text()), slow_night(), settings())
        .prop_map(|(id, name, colour, concurrency, target, slow_night, defaults)| System {
            id: id.as_str().into(),
            name,
            colour,
            concurrency,
            target,
            slow_night,
            defaults,
        })
        .boxed()
}

fn slow_night() -> BoxedStrategy<Option<SlowNight>> {
    of(0.0..1.0_f64).prop_map(|sigma| sigma.map(|sigma| SlowNight { sigma })).boxed()
}

fn pool() -> BoxedStrategy<Pool> {
    let hours = (clock(), clock(), 0..9_u32).prop_map(|(from, to, capacity)| PoolHours { from, to, capacity });
    (id(), text(), 0..9_u32, vec(hours, 0..3))
        .prop_map(|(id, name, capacity, hours)| Pool { id: id.as_str().into(), name, capacity, hours })
        .boxed()
}

fn trigger() -> BoxedStrategy<Trigger> {
    let on = prop_oneof![
        day_time().prop_map(TriggerKind::Time),
        text().prop_map(TriggerKind::Cron),
        text().prop_map(TriggerKind::File),
        id().prop_map(|id| TriggerKind::Run(id.as_str().into())),
    ];
    let missed = prop_oneof![Just(Missed::RunOnce), Just(Missed::RunAll), Just(Missed::Skip)];
    (id(), on, of(days()), of(-3..3_i16), of(missed))
        .prop_map(|(id, on, days, business_day_offset, missed)| Trigger {
            id: id.as_str().into(),
            on,
            days,
            business_day_offset,
            missed,
        })
        .boxed()
}

fn days() -> BoxedStrategy<Days> {
    let rule = prop_oneof![
        Just(DayRule::EveryDay),
        Just(DayRule::BusinessDays),
        Just(DayRule::Weekdays(vec![Weekday::Mon, Weekday::Sat])),
        vec(-5..28_i8, 0..3).prop_map(DayRule::MonthDays),
        vec(-5..20_i8, 0..3).prop_map(DayRule::BusinessDaysOfMonth),
        Just(DayRule::Classes(vec![DayClass::MonthEnd, DayClass::YearEnd])),
    ];
    let roll = prop_oneof![Just(Roll::Next), Just(Roll::Previous), Just(Roll::Nearest)];
    (of(text()), vec(rule.clone(), 0..3), vec(rule, 0..2), of(roll))
        .prop_map(|(calendar, on, except, roll)| Days { calendar, on, except, roll })
        .boxed()
}

fn estimate() -> BoxedStrategy<Estimate> {
    prop_oneof![
        span().prop_map(Estimate::Fixed),
        (span(), span(), span()).prop_map(|(low, mode, high)| Estimate::Pert { low, mode, high }),
        (span(), 0.0..3.0_f64).prop_map(|(median, sigma)| Estimate::LogNormal { median, sigma }),
        vec(span(), 0..4).prop_map(Estimate::Empirical),
    ]
    .boxed()
}

fn settings() -> BoxedStrategy<Settings> {
    let stated = (of(text()), of(estimate()), of(0.0..1.0_f64), of(any::<i32>()), of(any::<bool>()), of(span()));
    let retry = (1..5_u32, span(), of(1.0..4.0_f64)).prop_map(|(attempts, delay, back_off)| Retry {
        attempts,
        delay,
        back_off,
    });
    let threshold = prop_oneof![span().prop_map(Threshold::Span), (1.0..300.0_f64).prop_map(Threshold::Percent)];
    let on_failure = prop_oneof![
        Just(OnFailure::Stop),
        Just(OnFailure::Continue),
        id().prop_map(|id| OnFailure::Handler(id.as_str().into()))
    ];
    let handling = (of(retry), of(threshold), of(on_failure), of(days()), of(day_time()));
    let environment = btree_map(id(), text(), 0..3);
    let drawn =
        (stated, handling, environment, of(estimate())).prop_map(|(stated, handling, environment, month_end)| {
            let (owner, duration, failure_probability, priority, critical, timeout) = stated;
            let (retry, longer_than, on_failure, days, late_after) = handling;
            Settings {
                owner,
                runbook: None,
                duration,
                duration_on: month_end.clone().map(|e| (DayClass::MonthEnd, e)).into_iter().collect(),
                observed: priority.map(|n| Observed { n: n.unsigned_abs(), ..Observed::default() }),
                overhead: month_end,
                failure_probability,
                priority,
                critical,
                retry,
                timeout,
                late_after,
                longer_than,
                shorter_than: None,
                on_failure,
                restart: critical.map(|safe| if safe { Restart::Safe } else { Restart::Ask }),
                days,
                environment,
                directory: None,
            }
        });
    prop_oneof![2 => Just(Settings::default()), 1 => drawn].boxed()
}

fn command() -> BoxedStrategy<Command> {
    (vec(text(), 0..4), any::<bool>(), vec(any::<i32>(), 0..3))
        .prop_map(|(argv, shell, success)| Command { argv, shell, success, warning: Vec::new(), sha256: None })
        .boxed()
}

fn work() -> BoxedStrategy<Work> {
    let poll = (text(), span()).prop_map(|(url, every)| HttpPoll {
        url,
        every,
        path: "$.state".into(),
        success: vec!["done".into()],
        failure: vec![],
    });
    prop_oneof![
        Just(Work::Noop),
        command().prop_map(Work::Command),
        (text(), command()).prop_map(|(host, command)| Work::Ssh(Ssh { host, command })),
        (text(), btree_map(text(), text(), 0..2), of(text()), of(poll)).prop_map(|(url, headers, body, poll)| {
            Work::Http(Http { method: "POST".into(), url, headers, body, poll })
        }),
        (text(), btree_map(id(), text(), 0..2)).prop_map(|(dag, conf)| Work::Airflow(AirflowRun {
            connection: "main".into(),
            dag,
            conf
        })),
    ]
    .boxed()
}

fn wait() -> BoxedStrategy<Wait> {
    prop_oneof![
        (text(), span()).prop_map(|(path, stable)| Wait::File { path, stable }),
        day_time().prop_map(Wait::Time),
        (id(), -3..3_i16).prop_map(|(id, day_offset)| Wait::Node {
            workflow: "other".into(),
            node: id.as_str().into(),
            day_offset
        }),
        (text(), span()).prop_map(|(url, every)| Wait::Http { url, status: 200, every }),
    ]
    .boxed()
}

fn kind() -> BoxedStrategy<Kind> {
    let branch =
        (id(), of(text()), of(0.0..1.0_f64)).prop_map(|(name, when, probability)| Branch { name, when, probability });
    prop_oneof![
        4 => work().prop_map(Kind::Job),
        1 => prop_oneof![Just(Order::Free), Just(Order::Serial), Just(Order::Parallel)].prop_map(Kind::Group),
        1 => prop_oneof![Just(Join::All), Just(Join::Any), (0..4_u32).prop_map(Join::AtLeast)].prop_map(Kind::Milestone),
        1 => vec(branch, 0..3).prop_map(Kind::Decision),
        1 => wait().prop_map(Kind::Wait),
        1 => (text(), of(id())).prop_map(|(prompt, role)| Kind::Confirm(Confirm { prompt, role })),
        1 => (text(), btree_map(id(), text(), 0..2))
            .prop_map(|(file, parameters)| Kind::Subflow(Subflow { file, parameters })),
    ].boxed()
}

pub fn node() -> BoxedStrategy<Node> {
    let cycle = (1..9_u32, span(), of(text()), of(0.0..1.0_f64)).prop_map(|(times, every, until, stops)| Cycle {
        times,
        every,
        from: CycleFrom::End,
        until,
        stops,
    });
    let uses = vec((id(), 0..9_u32), 0..2);
    let place = (of(id()), of(id()), uses, of(any::<bool>()));
    (id(), of(text()), kind(), place, of(day_time()), of(cycle), settings())
        .prop_map(|(id, name, kind, (system, parent, uses, lock), deadline, cycle, settings)| {
            let mut node = Node::new(id.as_str(), kind);
            node.name = name;
            node.system = system.map(|s| s.as_str().into());
            node.parent = parent.map(|p| p.as_str().into());
            node.uses = uses.iter().map(|(p, units)| PoolUse { pool: p.as_str().into(), units: *units }).collect();
            let mode = |shared: bool| if shared { LockMode::Shared } else { LockMode::Exclusive };
            node.locks = lock.map(|shared| LockUse { lock: "ledger".into(), mode: mode(shared) }).into_iter().collect();
            node.deadline = deadline;
            node.not_before = deadline;
            node.cycle = cycle;
            node.arrives = deadline.filter(|_| matches!(node.kind, Kind::Wait(_))).map(|at| Arrival {
                earliest: at,
                usual: at,
                latest: at,
            });
            node.settings = settings;
            node
        })
        .boxed()
}

pub fn edge() -> BoxedStrategy<Edge> {
    let on = prop_oneof![Just(Outcome::Success), Just(Outcome::Failure), Just(Outcome::Completion)];
    (id(), id(), on, of(id()), prop_oneof![Just(Span::ZERO), span()])
        .prop_map(|(from, to, on, branch, lag)| Edge { on, branch, lag, ..Edge::new(from.as_str(), to.as_str()) })
        .boxed()
}
