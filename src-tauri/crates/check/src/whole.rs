//! A bundle made ready for the rules: every definition once, with what it needs to know of the others.

use crate::context::Context;
use crate::subject::{Above, Inner, Resources, Subject};
use daybreak_model::bundle::{Bundle, beside};
use daybreak_model::id::NodeId;
use daybreak_model::node::Kind;
use std::collections::{HashMap, HashSet, VecDeque};
use std::rc::Rc;

/// Definitions deeper than this below the root are not looked at; the rule on recursion says so.
pub const MAX_SUBFLOW_DEPTH: usize = 16;

pub struct Whole<'a> {
    pub context: &'a Context,
    /// The root first, then the subflows in the order in which they are first met, level by level.
    pub subjects: Vec<Subject<'a>>,
}

impl<'a> Whole<'a> {
    pub fn of(bundle: &'a Bundle, context: &'a Context) -> Whole<'a> {
        let mut subjects: Vec<Subject<'a>> = Vec::new();
        let mut met: HashSet<&str> = HashSet::new();
        let mut open: VecDeque<(&'a str, Above<'a>, usize)> = VecDeque::new();
        if let Some((root, _)) = bundle.definitions.get_key_value(&bundle.root) {
            met.insert(root);
            open.push_back((root, Above::default(), 0));
        }
        while let Some((file, above, depth)) = open.pop_front() {
            let Some(definition) = bundle.definitions.get(file) else {
                continue;
            };
            let subject = Subject::of(bundle, context, file, definition, above);
            for (index, node) in definition.nodes.iter().enumerate() {
                let Kind::Subflow(subflow) = &node.kind else { continue };
                let target = bundle.definitions.get_key_value(&beside(file, &subflow.file));
                if let Some((target, _)) = target
                    && depth < MAX_SUBFLOW_DEPTH
                    && met.insert(target)
                {
                    open.push_back((target, subject.above(index), depth + 1));
                }
            }
            subjects.push(subject);
        }
        let resources = Rc::new(Resources::of(&subjects));
        for subject in &mut subjects {
            subject.share(&resources);
        }
        let mut whole = Whole { context, subjects };
        whole.look_inside();
        whole.set_starts();
        whole
    }

    /// Tells each definition what it must know of the subflows in it, the innermost first. What contains itself is left out.
    fn look_inside(&mut self) {
        let at: HashMap<&str, usize> = self.subjects.iter().enumerate().map(|(i, s)| (s.file, i)).collect();
        let inside: Vec<Vec<(usize, usize)>> = self
            .subjects
            .iter()
            .map(|s| s.subflows().filter_map(|(n, file)| Some((n, *at.get(&*file)?))).collect())
            .collect();
        let mut users: Vec<Vec<usize>> = vec![Vec::new(); inside.len()];
        let mut left: Vec<usize> = inside.iter().map(Vec::len).collect();
        for (outer, subflows) in inside.iter().enumerate() {
            for (_, inner) in subflows {
                users[*inner].push(outer);
            }
        }
        let mut ready: Vec<usize> = (0..inside.len()).filter(|i| left[*i] == 0).collect();
        let mut done: Vec<Option<Rc<Inner>>> = vec![None; inside.len()];
        while let Some(next) = ready.pop() {
            for (node, inner) in &inside[next] {
                if let Some(inner) = &done[*inner] {
                    self.subjects[next].inner.insert(*node, Rc::clone(inner));
                }
            }
            if !users[next].is_empty() {
                done[next] = Some(Rc::new(Inner::of(&self.subjects[next])));
            }
            for outer in &users[next] {
                left[*outer] -= 1;
                if left[*outer] == 0 {
                    ready.push(*outer);
                }
            }
        }
    }

    /// Tells each subflow when it starts at the earliest, the outer ones first.
    fn set_starts(&mut self) {
        let at: HashMap<NodeId, usize> =
            self.subjects.iter().enumerate().filter_map(|(i, s)| Some((s.prefix.clone()?, i))).collect();
        for outer in 0..self.subjects.len() {
            let subject = &self.subjects[outer];
            let starts: Vec<(usize, i64)> = subject
                .subflows()
                .filter_map(|(node, _)| {
                    Some((*at.get(&subject.path(&subject.node(node).id))?, subject.times().start[node]))
                })
                .collect();
            for (inner, start) in starts {
                self.subjects[inner].start = start;
            }
        }
    }
}
