//! Small steps to a better night: another priority of one node, an edge more, or two of these at once where no single one helps.
//!
//! The search over schedules sees only part of some problems: not the hours of pools, what groups hold, nor joins that need only some of
//! their links. A step is tried by the dispatch rule itself, which sees everything.

use super::ground::{Change, Ground};
use daybreak_model::network::Index;
use daybreak_simulation::Rehearsal;

/// Where there are more steps than this, no two are tried at once.
const MOST_PAIRED: usize = 400;

/// Where there are more activities than this, no edges are tried: one after another they would take too long.
const MOST_JOINED: usize = 300;

#[derive(Clone, Copy, Debug)]
enum Step {
    Priority(usize, i32),
    Edge(Index, Index),
}

/// The best change that small steps lead to from the night as it is, whose window is `window` milliseconds, and its window; nothing when
/// no step makes it shorter. `go_on` is told the shortest window so far and asked before each step.
pub fn climb(ground: &Ground<'_>, edges: bool, window: i64, go_on: &dyn Fn(i64) -> bool) -> Option<(Change, i64)> {
    let mut climb = Climb { ground, change: ground.unchanged(), window, go_on };
    let edges = if edges { climb.edges() } else { Vec::new() };
    loop {
        let steps: Vec<Step> = climb.priorities().into_iter().chain(edges.iter().copied()).collect();
        let before = climb.window;
        climb.singly(&steps)?;
        if climb.window == before && steps.len() <= MOST_PAIRED {
            climb.in_pairs(&steps);
        }
        if climb.window == before {
            break;
        }
    }
    (climb.window < window).then_some((climb.change, climb.window))
}

struct Climb<'a, 'b> {
    ground: &'a Ground<'b>,
    change: Change,
    window: i64,
    go_on: &'a dyn Fn(i64) -> bool,
}

impl Climb<'_, '_> {
    /// Each node's priority as that of any other node, or just above or below.
    fn priorities(&self) -> Vec<Step> {
        let top = self.ground.genes.top;
        let now = &self.change.priorities;
        let near = |priority: &i32| [*priority, priority.saturating_add(1), priority.saturating_sub(1)];
        let mut levels: Vec<i32> = now.iter().flat_map(near).filter(|level| *level <= top).collect();
        levels.sort_unstable();
        levels.dedup();
        let of = |gene| levels.iter().rev().map(move |level| Step::Priority(gene, *level));
        (0..now.len()).flat_map(of).collect()
    }

    /// What may be put after what, if it takes something that others could have meanwhile; what takes of the same comes first.
    fn edges(&self) -> Vec<Step> {
        let (network, allowed) = (&self.ground.network, &self.ground.allowed);
        let count = network.activities.len();
        if count > MOST_JOINED {
            return Vec::new();
        }
        let late = (0..count).filter(|at| !network.activities[*at].demand.is_empty());
        let pairs = late.flat_map(|to| (0..count).map(move |from| (from, to)));
        let mut pairs: Vec<(Index, Index)> = pairs.filter(|(from, to)| allowed.may(*from, *to)).collect();
        pairs.sort_by_key(|(from, to)| !self.ground.share(*from, *to));
        pairs.into_iter().map(|(from, to)| Step::Edge(from, to)).collect()
    }

    /// Takes every step that makes the night shorter, one after another; nothing when the night cannot be planned.
    fn singly(&mut self, steps: &[Step]) -> Option<()> {
        let mut rehearsal = self.ground.rehearsal(&self.change)?;
        for step in steps {
            if !(self.go_on)(self.window) {
                break;
            }
            match *step {
                Step::Priority(gene, priority) => self.try_priority(&mut rehearsal, gene, priority),
                Step::Edge(..) => {
                    if self.try_steps(&[*step]) {
                        rehearsal = self.ground.rehearsal(&self.change)?;
                    }
                }
            }
        }
        Some(())
    }

    /// Takes the first two steps that together make the night shorter.
    fn in_pairs(&mut self, steps: &[Step]) {
        for (at, first) in steps.iter().enumerate() {
            for second in &steps[at + 1..] {
                if !(self.go_on)(self.window) || self.try_steps(&[*first, *second]) {
                    return;
                }
            }
        }
    }

    fn try_priority(&mut self, rehearsal: &mut Rehearsal, gene: usize, priority: i32) {
        let before = self.change.priorities[gene];
        if before == priority {
            return;
        }
        let mut set = |priority: i32| {
            let governed = &self.ground.genes.nodes[gene].activities;
            governed.iter().for_each(|activity| rehearsal.set_priority(*activity, priority));
            rehearsal.window()
        };
        match set(priority).filter(|window| *window < self.window) {
            Some(window) => {
                self.window = window;
                self.change.priorities[gene] = priority;
            }
            None => drop(set(before)),
        }
    }

    /// Takes steps together when that makes the night shorter, and says whether it did.
    fn try_steps(&mut self, steps: &[Step]) -> bool {
        let mut change = self.change.clone();
        for step in steps {
            match *step {
                Step::Priority(gene, priority) => change.priorities[gene] = priority,
                Step::Edge(from, to) if change.edges.contains(&(from, to)) => return false,
                Step::Edge(from, to) => change.edges.push((from, to)),
            }
        }
        let Some(window) = self.ground.window(&change).filter(|window| *window < self.window) else { return false };
        (self.change, self.window) = (change, window);
        true
    }
}
