//! Edits: what each does, and that each can be taken back.

mod arbitrary;

use daybreak_model::definition::{Definition, Edge, Lock, Pool, System};
use daybreak_model::duration::SlowNight;
use daybreak_model::edit::{Edit, Header};
use daybreak_model::id::NodeId;
use daybreak_model::node::{Kind, Node, Work};
use daybreak_model::settings::OnFailure;
use proptest::prelude::*;

fn noop(id: &str) -> Node {
    Node::new(id, Kind::Job(Work::Noop))
}

fn night() -> Definition {
    let mut definition = Definition::empty("night", "Night", "UTC");
    definition.nodes.splice(1..1, [noop("a"), noop("b"), noop("c")]);
    definition.edges = vec![Edge::new("begin", "a"), Edge::new("a", "b"), Edge::new("b", "c"), Edge::new("c", "end")];
    definition
}

fn applied(edit: Edit) -> Definition {
    let mut definition = night();
    edit.apply(&mut definition);
    definition
}

fn order(definition: &Definition) -> Vec<&str> {
    definition.nodes.iter().map(|n| n.id.as_str()).collect()
}

#[test]
fn nodes_are_set_inserted_and_removed() {
    let mut named = noop("b");
    named.name = Some("Book".into());
    let set = applied(Edit::SetNode(Box::new(named)));
    assert_eq!(order(&set), ["begin", "a", "b", "c", "end"]);
    assert_eq!(set.nodes[2].label(), "Book");
    assert_eq!(order(&applied(Edit::SetNode(Box::new(noop("d"))))), ["begin", "a", "b", "c", "end", "d"]);
    let insert = |node: &str, before: &str| Edit::InsertNode { node: Box::new(noop(node)), before: before.into() };
    assert_eq!(order(&applied(insert("d", "b"))), ["begin", "a", "d", "b", "c", "end"]);
    assert_eq!(order(&applied(insert("c", "a"))), ["begin", "c", "a", "b", "end"]);
    assert_eq!(order(&applied(insert("d", "nowhere"))), ["begin", "a", "b", "c", "end", "d"]);
    let removed = applied(Edit::RemoveNode("b".into()));
    assert_eq!((order(&removed), removed.edges.len()), (vec!["begin", "a", "c", "end"], 4));
}

#[test]
fn a_rename_reaches_every_mention() {
    let mut definition = night();
    definition.nodes[2].parent = Some("a".into());
    definition.nodes[3].settings.on_failure = Some(OnFailure::Handler("a".into()));
    Edit::RenameNode { from: "a".into(), to: "alpha".into() }.apply(&mut definition);
    assert_eq!(order(&definition), ["begin", "alpha", "b", "c", "end"]);
    assert_eq!(definition.nodes[2].parent, Some(NodeId::from("alpha")));
    assert_eq!(definition.nodes[3].settings.on_failure, Some(OnFailure::Handler("alpha".into())));
    assert_eq!(definition.edges[..2], [Edge::new("begin", "alpha"), Edge::new("alpha", "b")]);
}

#[test]
fn edges_are_added_once_and_removed_wholly() {
    assert_eq!(applied(Edit::AddEdge(Edge::new("a", "b"))).edges.len(), 4);
    assert_eq!(applied(Edit::AddEdge(Edge::new("a", "c"))).edges.last(), Some(&Edge::new("a", "c")));
    let inserted = applied(Edit::InsertEdge { edge: Edge::new("a", "c"), at: 1 });
    assert_eq!(inserted.edges[1], Edge::new("a", "c"));
    assert_eq!(applied(Edit::RemoveEdge(Edge::new("a", "b"))).edges.len(), 3);
}

#[test]
fn an_edit_that_finds_nothing_changes_nothing() {
    for edit in [
        Edit::RemoveNode("x".into()),
        Edit::RenameNode { from: "x".into(), to: "y".into() },
        Edit::RemoveEdge(Edge::new("x", "y")),
        Edit::RemovePool("x".into()),
        Edit::SetHeader(Box::new(Header::of(&night()))),
    ] {
        assert_eq!(applied(edit.clone()), night(), "{edit:?}");
    }
}

#[test]
fn an_inverse_is_small_where_it_can_be() {
    let before = night();
    let sizes = [
        (Edit::RemoveNode("b".into()), 1),
        (Edit::RemoveNode("end".into()), 2),
        (Edit::RemoveEdge(Edge::new("a", "b")), 1),
        (Edit::RenameNode { from: "a".into(), to: "d".into() }, 1),
        (Edit::AddEdge(Edge::new("a", "b")), 0),
    ];
    for (edit, size) in sizes {
        let inverse = edit.inverse(&before);
        assert_eq!(inverse.len(), size, "{edit:?}");
        assert!(!inverse.iter().any(|e| matches!(e, Edit::SetDefinition(_))), "{edit:?}");
    }
}

fn edit() -> impl Strategy<Value = Edit> {
    let id = || arbitrary::id().prop_map(NodeId::new);
    let part = || (arbitrary::id(), arbitrary::text());
    prop_oneof![
        arbitrary::node().prop_map(|node| Edit::SetNode(Box::new(node))),
        (arbitrary::node(), id()).prop_map(|(node, before)| Edit::InsertNode { node: Box::new(node), before }),
        id().prop_map(Edit::RemoveNode),
        (id(), id()).prop_map(|(from, to)| Edit::RenameNode { from, to }),
        arbitrary::edge().prop_map(Edit::AddEdge),
        (arbitrary::edge(), 0..20_u32).prop_map(|(edge, at)| Edit::InsertEdge { edge, at }),
        (id(), id()).prop_map(|(from, to)| Edit::RemoveEdge(Edge::new(from, to))),
        part().prop_map(|(id, name)| Edit::SetSystem(Box::new(System {
            id: id.as_str().into(),
            name,
            colour: 1,
            concurrency: None,
            target: None,
            slow_night: Some(SlowNight { sigma: 0.2 }),
            defaults: Default::default(),
        }))),
        arbitrary::id().prop_map(|id| Edit::RemoveSystem(id.as_str().into())),
        part().prop_map(|(id, name)| Edit::SetPool(Pool { id: id.as_str().into(), name, capacity: 1, hours: vec![] })),
        arbitrary::id().prop_map(|id| Edit::RemovePool(id.as_str().into())),
        part().prop_map(|(id, name)| Edit::SetLock(Lock { id: id.as_str().into(), name })),
        arbitrary::id().prop_map(|id| Edit::RemoveLock(id.as_str().into())),
        Just(Edit::SetTriggers(vec![])),
        arbitrary::definition().prop_map(|d| Edit::SetHeader(Box::new(Header::of(&d)))),
        arbitrary::definition().prop_map(|d| Edit::SetDefinition(Box::new(d))),
    ]
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 256, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn every_edit_can_be_taken_back(before in arbitrary::definition(), edits in proptest::collection::vec(edit(), 1..4)) {
        let mut definition = before.clone();
        let mut back = Vec::new();
        for edit in &edits {
            back.push(edit.inverse(&definition));
            edit.apply(&mut definition);
        }
        for inverse in back.iter().rev() {
            Edit::apply_all(inverse, &mut definition);
        }
        prop_assert_eq!(definition, before, "{:?}", edits);
    }
}
