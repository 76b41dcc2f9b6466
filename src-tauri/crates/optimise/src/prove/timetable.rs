//! One pool over time: what is sure to run when, and what follows for the rest.
//!
//! Propagation by the timetable with explanations at single moments (Schutt, Feydy, Stuckey and Wallace 2011).

use super::bounds::{Bounds, Literal};
use crate::bound::relaxed::Pool;

/// More steps at single moments than this for one job, and one explanation over a whole stretch takes their place.
const MOST_STEPS: i64 = 4;

/// Units in use for a while from the start of a job.
#[derive(Clone, Copy, Debug)]
pub struct Piece {
    pub job: u32,
    pub length: i64,
    pub units: i64,
}

#[derive(Clone, Debug)]
pub struct Timetable {
    pub pieces: Vec<Piece>,
    pub capacity: i64,
    /// What is missing of the capacity: from when, until when, how much.
    pub missing: Vec<(i64, i64, i64)>,
    /// Stretches in which the same is sure to be in use, in order of time, those that leave no room for the largest piece.
    pub stretches: Vec<Stretch>,
    /// Where the height changes, and by how much, in order of time.
    pub changes: Vec<(i64, i64)>,
    mirrored: Vec<Stretch>,
    covering: Vec<Piece>,
    explanation: Vec<Literal>,
}

#[derive(Clone, Copy, Debug)]
pub struct Stretch {
    pub from: i64,
    pub until: i64,
    pub height: i64,
}

/// Looks at time forward, or backward: then a start is the negated end.
#[derive(Clone, Copy)]
pub struct Look<'a> {
    pub bounds: &'a Bounds,
    pub backward: bool,
}

impl Look<'_> {
    pub fn earliest(self, piece: Piece) -> i64 {
        let side = 2 * piece.job as usize;
        if self.backward { self.bounds.value[side + 1] - piece.length } else { self.bounds.value[side] }
    }

    pub fn latest(self, piece: Piece) -> i64 {
        let side = 2 * piece.job as usize;
        if self.backward { -self.bounds.value[side] - piece.length } else { -self.bounds.value[side + 1] }
    }

    pub fn at_least(self, piece: Piece, value: i64) -> Literal {
        if self.backward {
            Literal { side: 2 * piece.job + 1, value: value + piece.length }
        } else {
            Literal { side: 2 * piece.job, value }
        }
    }

    pub fn at_most(self, piece: Piece, value: i64) -> Literal {
        if self.backward {
            Literal { side: 2 * piece.job, value: -value - piece.length }
        } else {
            Literal { side: 2 * piece.job + 1, value: -value }
        }
    }
}

impl Timetable {
    pub fn of(pool: &Pool, horizon: i64) -> Timetable {
        let capacity = pool.peak();
        let until = |at: usize| pool.most.get(at + 1).map_or(horizon, |(until, _)| (*until).min(horizon));
        let lacks = |(at, (from, units)): (usize, &(i64, i64))| (*from, until(at), capacity - units);
        Timetable {
            pieces: pool.holds.iter().map(|h| Piece { job: h.job as u32, length: h.length, units: h.units }).collect(),
            capacity,
            missing: pool.most.iter().enumerate().map(lacks).filter(|m| m.2 > 0 && m.0 < m.1).collect(),
            stretches: Vec::new(),
            changes: Vec::new(),
            mirrored: Vec::new(),
            covering: Vec::new(),
            explanation: Vec::new(),
        }
    }

    /// Raises what the timetable raises. Literals that cannot all hold are the error.
    pub fn follow(&mut self, bounds: &mut Bounds) -> Result<(), Vec<Literal>> {
        self.draw(bounds);
        if let Some(over) = self.stretches.iter().find(|s| s.height > self.capacity).copied() {
            let look = Look { bounds, backward: false };
            self.cover(look, (over.from + over.until - 1) / 2, 1, self.capacity, None);
            return Err(std::mem::take(&mut self.explanation));
        }
        let largest = self.pieces.iter().map(|piece| piece.units).max().unwrap_or(0);
        let capacity = self.capacity;
        self.stretches.retain(|s| s.height + largest > capacity);
        if self.stretches.is_empty() {
            return Ok(());
        }
        self.push(bounds, false)?;
        self.mirrored.clear();
        let mirror = |s: &Stretch| Stretch { from: -s.until, until: -s.from, height: s.height };
        self.mirrored.extend(self.stretches.iter().rev().map(mirror));
        std::mem::swap(&mut self.mirrored, &mut self.stretches);
        let outcome = self.push(bounds, true);
        std::mem::swap(&mut self.mirrored, &mut self.stretches);
        outcome
    }

    fn draw(&mut self, bounds: &Bounds) {
        let look = Look { bounds, backward: false };
        self.changes.clear();
        for piece in &self.pieces {
            let (from, until) = (look.latest(*piece), look.earliest(*piece) + piece.length);
            if from < until {
                self.changes.push((from, piece.units));
                self.changes.push((until, -piece.units));
            }
        }
        for (from, until, units) in &self.missing {
            self.changes.push((*from, *units));
            self.changes.push((*until, -units));
        }
        self.changes.sort_unstable();
        self.stretches.clear();
        let mut height = 0;
        for (at, (moment, change)) in self.changes.iter().enumerate() {
            height += change;
            let until = self.changes.get(at + 1).map_or(*moment, |(next, _)| *next);
            if height > 0 && until > *moment {
                self.stretches.push(Stretch { from: *moment, until, height });
            }
        }
    }

    /// Raises the earliest starts, as `backward` looks at them.
    fn push(&mut self, bounds: &mut Bounds, backward: bool) -> Result<(), Vec<Literal>> {
        let highest = self.stretches.iter().map(|s| s.height).max().unwrap_or(0);
        for at in 0..self.pieces.len() {
            let piece = self.pieces[at];
            if piece.units + highest <= self.capacity {
                continue;
            }
            let look = Look { bounds, backward };
            let (mut earliest, latest) = (look.earliest(piece), look.latest(piece));
            if earliest == latest {
                continue;
            }
            let compulsory = (latest, earliest + piece.length);
            let first = self.stretches.partition_point(|s| s.until <= earliest);
            for position in first..self.stretches.len() {
                let stretch = self.stretches[position];
                if stretch.from >= earliest + piece.length || earliest > latest {
                    break;
                }
                let is_own = compulsory.0 <= stretch.from && stretch.until <= compulsory.1;
                if is_own || stretch.height + piece.units <= self.capacity {
                    continue;
                }
                while earliest < stretch.until {
                    earliest = self.step(bounds, backward, piece, earliest, stretch)?;
                }
            }
        }
        Ok(())
    }

    /// The next earliest start of a piece that finds no room in a stretch.
    fn step(
        &mut self,
        bounds: &mut Bounds,
        backward: bool,
        piece: Piece,
        earliest: i64,
        stretch: Stretch,
    ) -> Result<i64, Vec<Literal>> {
        let look = Look { bounds, backward };
        let spare = self.capacity - piece.units;
        let is_long = stretch.until - earliest > MOST_STEPS * piece.length;
        let (from, until) = if is_long {
            (stretch.from.max(earliest), stretch.until)
        } else {
            let until = stretch.until.min(earliest + piece.length);
            (until - 1, until)
        };
        self.cover(look, from, until - from, spare, Some(piece));
        self.explanation.push(look.at_least(piece, from + 1 - piece.length));
        let raised = look.at_least(piece, until);
        if bounds.is_false(raised) {
            self.explanation.push(raised.not());
            return Err(std::mem::take(&mut self.explanation));
        }
        if !bounds.is_true(raised) {
            let reason = bounds.keep(&self.explanation);
            bounds.raise(raised, reason);
        }
        Ok(until)
    }

    /// Explains why more than `spare` units are in use from `from` for `length`, without `except`.
    fn cover(&mut self, look: Look<'_>, from: i64, length: i64, spare: i64, except: Option<Piece>) {
        let until = from + length;
        self.covering.clear();
        for piece in &self.pieces {
            let covers = look.latest(*piece) <= from && until <= look.earliest(*piece) + piece.length;
            if covers && except.is_none_or(|e| e.job != piece.job) {
                self.covering.push(*piece);
            }
        }
        let missing = |m: &(i64, i64, i64)| {
            let (first, last) = if look.backward { (-m.1, -m.0) } else { (m.0, m.1) };
            if first <= from && until <= last { m.2 } else { 0 }
        };
        let mut units: i64 = self.missing.iter().map(missing).sum();
        self.covering.sort_unstable_by_key(|piece| -piece.units);
        self.explanation.clear();
        for piece in &self.covering {
            if units > spare {
                break;
            }
            units += piece.units;
            self.explanation.push(look.at_least(*piece, until - piece.length));
            self.explanation.push(look.at_most(*piece, from));
        }
        debug_assert!(units > spare);
    }
}
