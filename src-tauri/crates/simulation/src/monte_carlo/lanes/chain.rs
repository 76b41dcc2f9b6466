//! Back from End over what each step waited for last.

use super::Worker;
use super::course::Step;
use crate::compact::NONE;
use crate::monte_carlo::sampler::{Mask, lanes};
use crate::monte_carlo::study::{Part, Study};
use crate::monte_carlo::tally::Tally;

impl Worker<'_> {
    /// Counts, for every activity, the nights in which it is on the chain of drivers back from End.
    pub(super) fn follow_drivers(&mut self, nights: Mask, tally: &mut Tally) {
        self.chain.fill(0);
        let end = self.compact.end as usize;
        self.chain[end] = nights & self.taken[end];
        for step in self.course.steps.iter().rev() {
            let at = step.at as usize;
            let on_chain = self.chain[at];
            if on_chain == 0 {
                continue;
            }
            tally.critical[at] += u64::from((on_chain & self.taken[at]).count_ones());
            let held = if step.is_timed() { self.held[at] } else { 0 };
            self.lead_on(step, on_chain & !held);
        }
    }

    /// Leads the chains of these nights on to where the link that came last comes from.
    fn lead_on(&mut self, step: &Step, mut nights: Mask) {
        if let Some(last) = self.last.get(step.join as usize) {
            for lane in lanes(nights).filter(|lane| last[*lane] != NONE) {
                self.chain[last[lane] as usize] |= 1 << lane;
            }
            return;
        }
        let first = step.links.0;
        for link in (step.links.0..step.links.1).rev() {
            let last = if link == first { nights } else { nights & self.later[link as usize] };
            self.chain[self.course.links[link as usize].from as usize] |= last;
            nights &= !last;
        }
    }

    /// Where the link comes from that came last in one night.
    fn last_link(&self, step: &Step, lane: usize) -> Option<u32> {
        if let Some(last) = self.last.get(step.join as usize) {
            return Some(last[lane]).filter(|from| *from != NONE);
        }
        let (first, past) = step.links;
        let is_last = |link: &u32| *link == first || self.later[*link as usize] >> lane & 1 == 1;
        (first..past).rev().find(is_last).map(|link| self.course.links[link as usize].from)
    }

    /// Adds what one night's window was spent on, from End back over the links that came last.
    pub(super) fn split(&self, lane: usize, study: &mut Study) {
        let mut at = self.compact.end;
        loop {
            let (step, kept) = (self.course.step(at), &self.kept[at as usize]);
            let linked = kept.linked[lane];
            let is_taken = self.taken[at as usize] >> lane & 1 == 1;
            let start = if is_taken { linked.max(step.not_before) } else { linked };
            study.spend(study.spent(at), i64::from(kept.finish[lane] - start));
            study.spend(Part::Clock, i64::from(start - linked));
            let Some(from) = self.last_link(step, lane) else { return };
            study.spend(Part::Lag, i64::from(linked - self.kept[from as usize].finish[lane]));
            at = from;
        }
    }
}
