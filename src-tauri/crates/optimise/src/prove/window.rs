//! Stretches of time in which a pool would have to give more than it can.
//!
//! Timetable edge-finding's overload check (Vilím 2011), explained by the least time that each job is sure to be in the stretch, with
//! what is too much given up (Schutt, Feydy and Stuckey 2013).

use super::bounds::{Bounds, Literal};
use super::timetable::{Look, Piece, Timetable};

/// Working memory, kept from one check to the next.
#[derive(Clone, Debug, Default)]
pub struct Windows {
    /// Where the height of the timetable changes: the moment, what was in use up to it, the height from it on.
    steps: Vec<(i64, i64, i64)>,
    /// By earliest start.
    rows: Vec<Row>,
    ends: Vec<(i64, i64)>,
    shares: Vec<(Piece, i64)>,
}

#[derive(Clone, Copy, Debug)]
struct Row {
    earliest: i64,
    end: i64,
    /// Energy that is not sure to be anywhere.
    free: i64,
    /// What is sure to be in use before its earliest start.
    sure: i64,
}

impl Windows {
    /// Literals that cannot all hold; nothing when no stretch is overfull.
    pub fn overfull(&mut self, table: &Timetable, bounds: &Bounds) -> Option<Vec<Literal>> {
        let look = Look { bounds, backward: false };
        self.prepare(table, look);
        let mut last_end = i64::MAX;
        for (end, sure_by_end) in self.ends.iter().rev() {
            if *end == last_end {
                continue;
            }
            last_end = *end;
            let mut free = 0;
            for row in self.rows.iter().rev() {
                if row.end > *end || row.earliest >= *end {
                    continue;
                }
                free += row.free;
                if free + sure_by_end - row.sure > table.capacity * (end - row.earliest) {
                    let (from, until) = (row.earliest, *end);
                    return self.explain(table, look, from, until);
                }
            }
        }
        None
    }

    fn prepare(&mut self, table: &Timetable, look: Look<'_>) {
        self.steps.clear();
        let (mut last, mut used, mut height) = (i64::MIN, 0, 0);
        for (moment, change) in &table.changes {
            if *moment != last {
                if last != i64::MIN {
                    used += height * (moment - last);
                }
                self.steps.push((*moment, used, height));
                last = *moment;
            }
            height += change;
            if let Some(step) = self.steps.last_mut() {
                step.2 = height;
            }
        }
        self.rows.clear();
        self.ends.clear();
        for piece in &table.pieces {
            let (earliest, latest) = (look.earliest(*piece), look.latest(*piece));
            let free = piece.units * (piece.length - (earliest + piece.length - latest).max(0));
            if free > 0 {
                let end = latest + piece.length;
                self.rows.push(Row { earliest, end, free, sure: used_by(&self.steps, earliest) });
                self.ends.push((end, used_by(&self.steps, end)));
            }
        }
        self.rows.sort_unstable_by_key(|row| row.earliest);
        self.ends.sort_unstable();
    }

    fn explain(&mut self, table: &Timetable, look: Look<'_>, from: i64, until: i64) -> Option<Vec<Literal>> {
        let length = until - from;
        let mut energy = 0;
        for (first, last, units) in &table.missing {
            energy += units * (last.min(&until) - first.max(&from)).max(0);
        }
        self.shares.clear();
        for piece in &table.pieces {
            let (earliest, latest) = (look.earliest(*piece), look.latest(*piece));
            let share = piece.length.min(length).min(earliest + piece.length - from).min(until - latest);
            if share > 0 {
                energy += share * piece.units;
                self.shares.push((*piece, share));
            }
        }
        let mut excess = energy - table.capacity * length - 1;
        if excess < 0 {
            return None;
        }
        self.shares.sort_unstable_by_key(|(piece, share)| share * piece.units);
        let mut literals = Vec::with_capacity(2 * self.shares.len());
        for (piece, share) in &self.shares {
            let spared = (excess / piece.units).min(*share);
            excess -= spared * piece.units;
            let share = share - spared;
            if share > 0 {
                literals.push(look.at_least(*piece, from + share - piece.length));
                literals.push(look.at_most(*piece, until - share));
            }
        }
        Some(literals)
    }
}

/// What is sure to be in use up to a moment.
fn used_by(steps: &[(i64, i64, i64)], moment: i64) -> i64 {
    let after = steps.partition_point(|(at, ..)| *at <= moment);
    after.checked_sub(1).map_or(0, |at| {
        let (start, used, height) = steps[at];
        used + height * (moment - start)
    })
}
