//! Schedules by the dispatch rule itself: a list is read as priorities.

use super::decode::Decoder;
use super::instance::Instance;
use crate::problem::Problem;
use crate::tune::genes::Genes;
use daybreak_model::network::Index;
use daybreak_simulation::Rehearsal;

/// Plans the night with the priorities that a list stands for.
pub struct Dispatch<'a> {
    rehearsal: Rehearsal,
    genes: &'a Genes,
    /// The activity of each task of the instance.
    activity: Vec<Index>,
    seen: Vec<bool>,
}

impl<'a> Dispatch<'a> {
    pub fn new<const W: usize>(
        rehearsal: Rehearsal,
        genes: &'a Genes,
        problem: &Problem,
        instance: &Instance<W>,
    ) -> Dispatch<'a> {
        let activity = instance.tasks.iter().map(|task| problem.tasks[*task].activity).collect();
        Dispatch { rehearsal, genes, activity, seen: vec![false; genes.count()] }
    }

    /// Leaves starts and finishes in `decoder`; returns the window in units, the greatest number when End is never reached.
    pub fn run<const W: usize>(&mut self, instance: &Instance<W>, list: &[u16], decoder: &mut Decoder<W>) -> u32 {
        let order = list.iter().map(|at| self.activity[*at as usize]);
        let rehearsal = &mut self.rehearsal;
        self.genes.rank(order, &mut self.seen, |activity, priority| rehearsal.set_priority(activity, priority));
        let window = self.rehearsal.window();
        for (at, activity) in self.activity.iter().enumerate() {
            let start = self
                .rehearsal
                .start(*activity)
                .map(|start| u32::try_from(start / instance.unit).unwrap_or(u32::MAX / 2));
            decoder.start[at] = start.unwrap_or(instance.horizon);
            decoder.finish[at] = start.map_or(instance.horizon, |start| start + instance.duration[at]);
        }
        window.map_or(u32::MAX, |window| u32::try_from(window / instance.unit).unwrap_or(u32::MAX - 1))
    }
}
