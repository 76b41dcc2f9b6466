//! What a layout promises, on small definitions and on random ones.

use crate::sample::{at, flow, hold};
use crate::{Cancelled, Layout, LayoutOptions, Point, Positions, layout, place_new};
use daybreak_model::definition::{Definition, Edge};
use daybreak_model::node::{Kind, Node, Order, Work};
use proptest::prelude::*;

fn anew(definition: &Definition) -> Layout {
    layout(definition, &LayoutOptions::default(), &Positions::default(), &|| false).expect("nobody cancels")
}

fn again(definition: &Definition, before: &Layout, changed: &[&str]) -> Layout {
    let options =
        LayoutOptions { changed: changed.iter().map(|id| (*id).into()).collect(), ..LayoutOptions::default() };
    layout(definition, &options, &before.positions(), &|| false).expect("nobody cancels")
}

#[test]
fn edges_lead_to_the_right() {
    let definition = flow("a b@s1 c@s2 g d/g e/g", "begin>a a>b a>c b>g d>e g>end c>end begin>end");
    let placed = anew(&definition);
    hold(&definition, &placed);
    for (from, to) in [("begin", "a"), ("a", "b"), ("b", "d"), ("d", "e"), ("e", "end"), ("c", "end")] {
        assert!(at(&placed, from).x + 200 < at(&placed, to).x, "{from} to {to}");
    }
}

#[test]
fn lanes_come_in_the_order_of_the_systems() {
    let definition = flow("c@s3 a@s1 n", "begin>c c>a a>n n>end");
    let placed = anew(&definition);
    let lanes: Vec<Option<&str>> = placed.lanes.iter().map(|l| l.system.as_ref().map(|s| s.as_str())).collect();
    assert_eq!(lanes, [None, Some("s1"), Some("s2"), Some("s3")]);
    hold(&definition, &placed);
}

#[test]
fn nested_groups_hold_their_members() {
    let definition = flow("g1@s1 g2/g1 g3/g2 a/g3 b/g3 c/g2 d/g1 x@s1", "begin>g1 a>b c>d g1>end begin>x x>end");
    let placed = anew(&definition);
    hold(&definition, &placed);
    assert_eq!(placed.groups.iter().map(|g| g.depth).collect::<Vec<_>>(), [0, 1, 2]);
}

#[test]
fn a_collapsed_group_is_one_node() {
    let definition = flow("g1 g2/g1 a/g2 b/g1 x", "begin>a a>b b>x x>end");
    let options = LayoutOptions { collapsed: ["g1".into()].into(), ..LayoutOptions::default() };
    let placed = layout(&definition, &options, &Positions::default(), &|| false).expect("nobody cancels");
    assert_eq!(placed.nodes.iter().map(|n| n.id.as_str()).collect::<Vec<_>>(), ["begin", "end", "g1", "x"]);
    assert!(placed.groups.is_empty());
    assert!(at(&placed, "g1").x < at(&placed, "x").x);
}

#[test]
fn nothing_and_one_node_have_a_layout() {
    let mut definition = flow("", "");
    definition.nodes.truncate(1);
    assert_eq!(anew(&definition).nodes.len(), 1);
    definition.nodes.clear();
    definition.systems.clear();
    assert!(anew(&definition).nodes.is_empty());
}

#[test]
fn what_did_not_change_does_not_move() {
    let mut definition = flow("a b@s1 c@s1 g@s2 d/g e/g", "begin>a a>b b>c c>end a>g d>e g>end");
    let mut before = anew(&definition);
    before.nodes[2].y += 4;
    definition.nodes.extend(flow("n@s1", "").nodes.into_iter().skip(2));
    definition.edges.extend(flow("", "a>n n>c").edges);
    let after = again(&definition, &before, &[]);
    for id in ["begin", "end", "a", "b", "c"] {
        assert_eq!(at(&after, id), at(&before, id), "{id}");
    }
    hold(&definition, &after);
    assert!(at(&after, "n").x > at(&after, "a").x);
}

#[test]
fn a_lane_that_is_full_grows_and_those_below_move_together() {
    let mut definition = flow("a@s1 b@s2 c@s2", "begin>a a>end begin>b b>c c>end");
    let before = anew(&definition);
    for new in ["n1@s1", "n2@s1", "n3@s1"] {
        definition.nodes.extend(flow(new, "").nodes.into_iter().skip(2));
    }
    definition.edges.extend(flow("", "begin>n1 begin>n2 begin>n3 n1>end n2>end n3>end").edges);
    let after = again(&definition, &before, &[]);
    hold(&definition, &after);
    assert_eq!(at(&after, "a"), at(&before, "a"));
    let moved = at(&after, "b").y - at(&before, "b").y;
    assert_eq!(at(&after, "c").y - at(&before, "c").y, moved);
}

#[test]
fn a_new_member_finds_its_place_in_its_group() {
    let mut definition = flow("g@s1 a/g b/g x@s1", "begin>g a>b g>x x>end");
    let before = anew(&definition);
    definition.nodes.extend(flow("n/g", "").nodes.into_iter().skip(2));
    definition.edges.extend(flow("", "a>n").edges);
    let after = again(&definition, &before, &[]);
    hold(&definition, &after);
    assert_eq!(at(&after, "a"), at(&before, "a"));
}

#[test]
fn a_new_node_stands_right_of_what_it_waits_for() {
    let mut definition = flow("a@s1 b@s1", "begin>a a>b b>end");
    let positions = anew(&definition).positions();
    definition.nodes.extend(flow("n@s1", "").nodes.into_iter().skip(2));
    definition.edges.extend(flow("", "a>n").edges);
    let place = place_new(&definition, &positions, &"n".into()).expect("the node is there");
    assert!(place.x > positions.0["a"].x + 200);
    assert_eq!(place_new(&definition, &positions, &"nobody".into()), None);
    let alone = place_new(&definition, &Positions::default(), &"n".into());
    assert!(alone.is_some_and(|p: Point| p.x >= 0 && p.y >= 0));
}

#[test]
fn a_layout_can_be_cancelled() {
    let definition = flow("a b", "begin>a a>b b>end");
    assert_eq!(layout(&definition, &LayoutOptions::default(), &Positions::default(), &|| true), Err(Cancelled));
}

#[test]
fn rings_and_dangling_edges_are_placed_as_well_as_can_be() {
    let definition = flow("a b c g1/g2 g2/g1 d/g1", "begin>a a>b b>c c>a c>nobody a>a d>g1");
    hold(&definition, &anew(&definition));
}

#[test]
fn five_thousand_nodes_are_placed_without_overlap() {
    let mut definition = flow("", "");
    for index in 0..5000 {
        let mut node = Node::new(format!("n{index}").as_str(), Kind::Job(Work::Noop));
        node.system = Some(["s1", "s2", "s3"][index % 3].into());
        definition.nodes.push(node);
        for distance in [1, 7 + index % 5] {
            if let Some(from) = index.checked_sub(distance * 20) {
                definition.edges.push(Edge::new(format!("n{from}").as_str(), format!("n{index}").as_str()));
            }
        }
    }
    let placed = anew(&definition);
    assert_eq!(placed.nodes.len(), 5002);
    let mut places: Vec<(i32, i32)> = placed.nodes.iter().map(|n| (n.x, n.y)).collect();
    places.sort_unstable();
    places.dedup();
    assert_eq!(places.len(), 5002, "all on one raster, so that different places do not overlap");
}

fn random() -> impl Strategy<Value = Definition> {
    let node = (0usize..4, prop::option::of(0usize..12), any::<bool>());
    (prop::collection::vec(node, 0..24), prop::collection::vec((0usize..26, 0usize..26), 0..40)).prop_map(
        |(nodes, edges)| {
            let mut definition = flow("", "");
            for (index, (system, parent, is_group)) in nodes.iter().enumerate() {
                let kind = if *is_group && index < 12 { Kind::Group(Order::Free) } else { Kind::Job(Work::Noop) };
                let mut node = Node::new(format!("n{index}").as_str(), kind);
                node.system = system.checked_sub(1).map(|s| ["s1", "s2", "s3"][s].into());
                node.parent = parent.map(|p| format!("n{p}").as_str().into()).filter(|p| *p != node.id);
                definition.nodes.push(node);
            }
            let ids: Vec<_> = definition.nodes.iter().map(|n| n.id.clone()).collect();
            let ends = |i: usize| ids[i % ids.len()].clone();
            definition.edges = edges
                .into_iter()
                .map(|(a, b)| Edge { from: ends(a), to: ends(b), ..Edge::new("begin", "end") })
                .collect();
            definition
        },
    )
}

/// Parents that are no groups, or part of a ring, hold nothing.
fn without_false_parents(mut definition: Definition) -> Definition {
    let is_group =
        |d: &Definition, id: &daybreak_model::id::NodeId| d.node(id).is_some_and(|n| matches!(n.kind, Kind::Group(_)));
    for index in 0..definition.nodes.len() {
        let own = definition.nodes[index].id.clone();
        let mut at = definition.nodes[index].parent.clone();
        let mut steps = 0;
        while let Some(parent) = at.clone().filter(|p| is_group(&definition, p) && *p != own && steps < 40) {
            at = definition.node(&parent).and_then(|n| n.parent.clone());
            steps += 1;
        }
        if at.is_some() {
            definition.nodes[index].parent = None;
        }
    }
    definition
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 128, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn no_definition_overlaps_or_leaves_its_lane(definition in random()) {
        let definition = without_false_parents(definition);
        let placed = anew(&definition);
        hold(&definition, &placed);
        prop_assert_eq!(anew(&definition), placed);
    }

    #[test]
    fn an_unchanged_definition_is_placed_the_same(definition in random()) {
        let definition = without_false_parents(definition);
        let placed = anew(&definition);
        prop_assert_eq!(again(&definition, &placed, &[]).nodes, placed.nodes);
    }

    #[test]
    fn new_nodes_find_free_ground_and_others_keep_their_order(definition in random(), new in 0usize..4) {
        let definition = without_false_parents(definition);
        let before = anew(&definition);
        let mut grown = definition.clone();
        for index in 0..new {
            let mut node = Node::new(format!("new{index}").as_str(), Kind::Job(Work::Noop));
            node.parent = definition.nodes.iter().filter(|n| matches!(n.kind, Kind::Group(_))).nth(index).map(|n| n.id.clone());
            node.system = ["s1", "s2", "s3"].get(index).map(|s| (*s).into());
            grown.nodes.push(node);
            grown.edges.push(Edge::new("begin", format!("new{index}").as_str()));
        }
        let after = again(&grown, &before, &[]);
        hold(&grown, &after);
    }
}
