//! What is checked is what is later forecast and run: a definition without errors can be laid out as a network.

use crate::{Context, check};
use daybreak_model::bundle::Bundle;
use daybreak_model::definition::{Definition, Edge, Outcome};
use daybreak_model::diagnostic::Severity;
use daybreak_model::id::NodeId;
use daybreak_model::network::build;
use daybreak_model::node::{Branch, Join, Kind, Node, Order, Work};
use daybreak_model::settings::OnFailure;
use proptest::prelude::*;

fn kind(number: usize) -> Kind {
    let branch = |name: &str| Branch { name: name.into(), when: None, probability: None };
    match number {
        0 | 1 => Kind::Group(Order::Free),
        2 => Kind::Group(Order::Serial),
        3 => Kind::Milestone(Join::AtLeast(2)),
        4 => Kind::Decision(vec![branch("x"), branch("y")]),
        _ => Kind::Job(Work::Noop),
    }
}

fn definitions() -> impl Strategy<Value = Definition> {
    let node = (0usize..12, prop::option::of(0usize..6), prop::option::weighted(0.1, 0usize..10));
    let edge = (0usize..14, 0usize..14, 0usize..8);
    (prop::collection::vec(node, 0..10), prop::collection::vec(edge, 0..20)).prop_map(|(nodes, edges)| {
        let mut definition = Definition::empty("f", "F", "Asia/Shanghai");
        let id = |index: usize| NodeId::new(format!("n{index}"));
        for (index, (number, parent, handler)) in nodes.into_iter().enumerate() {
            let mut node = Node::new(format!("n{index}").as_str(), kind(number));
            node.parent = parent.filter(|p| *p < index).map(id);
            node.settings.on_failure = handler.map(|h| OnFailure::Handler(id(h)));
            definition.nodes.push(node);
        }
        let ids: Vec<NodeId> = definition.nodes.iter().map(|n| n.id.clone()).collect();
        for (from, to, how) in edges {
            let (from, to) = (ids[from % ids.len()].clone(), ids[to % ids.len()].clone());
            let on = if how == 0 { Outcome::Failure } else { Outcome::Success };
            let branch = (how == 1).then(|| "x".to_owned());
            definition.edges.push(Edge { from, to, on, branch, ..Edge::new("begin", "end") });
        }
        definition
    })
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 256, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn what_has_no_errors_can_be_laid_out(definition in definitions()) {
        let bundle = Bundle::single("f", definition);
        let found = check(&bundle, &Context::default());
        let date = chrono::NaiveDate::from_ymd_opt(2026, 3, 2).unwrap_or_default();
        let errors: Vec<_> = found.iter().filter(|d| d.severity == Severity::Error).collect();
        match build(&bundle, date) {
            Ok(network) => {
                let left_out = found.iter().filter(|d| d.code == "G004").count();
                prop_assert_eq!(network.left_out.is_empty(), left_out == 0, "{:?}", network.left_out);
                // What begin does not reach takes no part, rings included.
                let rings = found.iter().filter(|d| d.code == "G003").filter_map(|d| d.node.as_ref());
                prop_assert!(rings.into_iter().all(|n| network.left_out.contains(n)), "{:?}", errors);
            }
            Err(why) => prop_assert!(!errors.is_empty(), "{why}"),
        }
    }
}
