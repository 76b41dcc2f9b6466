//! What a conflict teaches: the clause of its first unique implication point (Marques-Silva and Sakallah 1999), over bounds of
//! integers (Ohrimenko, Stuckey and Codish 2009).

use super::bounds::{Bounds, Literal, NONE, Reason};
use super::clauses::Clauses;
use std::collections::BinaryHeap;

/// A clause that was learnt: the first literal follows at `level`, the second is false there last.
#[derive(Clone, Debug, Default)]
pub struct Learnt {
    pub literals: Vec<Literal>,
    pub level: u32,
    pub spread: u32,
}

/// Working memory of the analysis, kept from one conflict to the next.
#[derive(Clone, Debug, Default)]
pub struct Learning {
    /// Of each event, the value that is needed of it; [`UNSEEN`] for none.
    needed: Vec<i64>,
    /// Events that were seen.
    seen: Vec<u32>,
    current: BinaryHeap<u32>,
    others: Vec<u32>,
    buffer: Vec<Literal>,
    /// Of each event, the value up to which it is known to follow from the clause, and the value from which it is known not to.
    follows: Vec<i64>,
    fails: Vec<i64>,
    asked: Vec<u32>,
    /// Literals that took part, for what is tried next.
    pub met: Vec<Literal>,
}

const UNSEEN: i64 = i64::MIN;
/// No chain of explanations is followed further to find out that a literal can be spared.
const DEEPEST: u32 = 24;

impl Learning {
    /// The clause that `conflict`, literals that are true and cannot all be, teaches. Nothing when it needs nothing that was tried.
    pub fn learn(&mut self, bounds: &mut Bounds, clauses: &mut Clauses, conflict: &[Literal]) -> Option<Learnt> {
        let level_of = |literal: &Literal| match bounds.cause(*literal) {
            NONE => 0,
            event => bounds.events[event as usize].level,
        };
        let level = conflict.iter().map(level_of).max().unwrap_or(0);
        if level == 0 {
            return None;
        }
        bounds.back_to(level);
        self.reset(bounds.events.len());
        conflict.iter().for_each(|literal| self.add(bounds, *literal, level));
        let mut explanation = std::mem::take(&mut self.buffer);
        let mut point = Literal { side: 0, value: 0 };
        while let Some(at) = self.current.pop() {
            let event = bounds.events[at as usize];
            point = Literal { side: event.side, value: self.needed[at as usize] };
            if self.current.is_empty() {
                break;
            }
            if let Reason::Clause(clause) = event.reason {
                clauses.use_of(clause);
            }
            explanation.clear();
            explain(bounds, clauses, point, event.reason, &mut explanation);
            explanation.iter().for_each(|literal| self.add(bounds, *literal, level));
        }
        self.buffer = explanation;
        let learnt = self.clause(bounds, clauses, point);
        self.met.push(point);
        Some(learnt)
    }

    fn reset(&mut self, events: usize) {
        for at in self.seen.drain(..) {
            self.needed[at as usize] = UNSEEN;
        }
        for at in self.asked.drain(..) {
            self.follows[at as usize] = i64::MIN;
            self.fails[at as usize] = i64::MAX;
        }
        if self.needed.len() < events {
            self.needed.resize(events, UNSEEN);
            self.follows.resize(events, i64::MIN);
            self.fails.resize(events, i64::MAX);
        }
        self.current.clear();
        self.others.clear();
        self.met.clear();
    }

    fn add(&mut self, bounds: &Bounds, literal: Literal, level: u32) {
        let at = bounds.cause(literal);
        if at == NONE {
            return;
        }
        let needed = &mut self.needed[at as usize];
        if *needed == UNSEEN {
            self.seen.push(at);
            self.met.push(literal);
            if bounds.events[at as usize].level == level {
                self.current.push(at);
            } else {
                self.others.push(at);
            }
        }
        *needed = (*needed).max(literal.value);
    }

    fn clause(&mut self, bounds: &Bounds, clauses: &Clauses, point: Literal) -> Learnt {
        let mut others = std::mem::take(&mut self.others);
        others.retain(|at| {
            let event = bounds.events[*at as usize];
            let literal = Literal { side: event.side, value: self.needed[*at as usize] };
            !self.is_spare(bounds, clauses, literal, event.reason, DEEPEST)
        });
        // Later ones first: of each side the highest bound says what the others say.
        others.sort_unstable_by(|a, b| b.cmp(a));
        let mut literals = vec![point.not()];
        let mut levels: Vec<u32> = Vec::new();
        let mut last = (0, 0);
        for (position, at) in others.iter().enumerate() {
            let event = bounds.events[*at as usize];
            if others[..position].iter().any(|other| bounds.events[*other as usize].side == event.side) {
                continue;
            }
            if event.level > last.0 {
                last = (event.level, literals.len());
            }
            levels.push(event.level);
            literals.push(Literal { side: event.side, value: self.needed[*at as usize] }.not());
        }
        self.others = others;
        if literals.len() > 2 {
            literals.swap(1, last.1);
        }
        levels.sort_unstable();
        levels.dedup();
        Learnt { literals, level: last.0, spread: levels.len() as u32 + 1 }
    }

    /// Whether a literal of the clause follows from the others (Sörensson and Biere 2009).
    fn is_spare(&mut self, bounds: &Bounds, clauses: &Clauses, literal: Literal, reason: Reason, depth: u32) -> bool {
        if matches!(reason, Reason::Decision) || depth == 0 {
            return false;
        }
        let mut explanation = Vec::new();
        explain(bounds, clauses, literal, reason, &mut explanation);
        explanation.iter().all(|literal| {
            let at = bounds.cause(*literal);
            if at == NONE || self.needed[at as usize] >= literal.value || self.follows[at as usize] >= literal.value {
                return true;
            }
            if self.fails[at as usize] <= literal.value {
                return false;
            }
            let follows = self.is_spare(bounds, clauses, *literal, bounds.events[at as usize].reason, depth - 1);
            self.asked.push(at);
            if follows {
                self.follows[at as usize] = literal.value;
            } else {
                self.fails[at as usize] = literal.value;
            }
            follows
        })
    }
}

/// Literals from which `literal` follows, by the reason of its event.
pub fn explain(bounds: &Bounds, clauses: &Clauses, literal: Literal, reason: Reason, into: &mut Vec<Literal>) {
    match reason {
        Reason::Decision => {}
        Reason::Clause(clause) => {
            into.extend(clauses.all[clause as usize].literals[1..].iter().map(|l| l.not()));
        }
        Reason::After { side, gap } => into.push(Literal { side, value: literal.value - gap }),
        Reason::Given { first, count } => {
            into.extend_from_slice(&bounds.given[first as usize..(first + count) as usize]);
        }
    }
}
