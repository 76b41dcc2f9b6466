//! Clauses: of each at least one literal holds.

use super::bounds::{Bounds, Literal, Reason};

#[derive(Clone, Debug)]
pub struct Clause {
    pub literals: Vec<Literal>,
    /// From how many levels its literals came when it was learnt (Audemard and Simon 2009).
    pub spread: u32,
    pub used: f32,
}

/// Two literals of each clause are watched (Moskewicz and others 2001): while neither is false there is nothing to do.
#[derive(Clone, Debug)]
pub struct Clauses {
    pub all: Vec<Clause>,
    /// By the side whose raising makes the watched literal false.
    watches: Vec<Vec<Watch>>,
    step: f32,
}

#[derive(Clone, Copy, Debug)]
struct Watch {
    /// The watched literal is false from this value of the side on.
    from: i64,
    clause: u32,
}

impl Clauses {
    pub fn new(sides: usize) -> Clauses {
        Clauses { all: Vec::new(), watches: vec![Vec::new(); sides], step: 1.0 }
    }

    /// Adds a clause of at least two literals, of which the first two are watched.
    pub fn add(&mut self, literals: Vec<Literal>, spread: u32) -> u32 {
        let number = self.all.len() as u32;
        self.watch(literals[0], number);
        self.watch(literals[1], number);
        self.all.push(Clause { literals, spread, used: self.step });
        number
    }

    fn watch(&mut self, literal: Literal, clause: u32) {
        let falsifier = literal.not();
        self.watches[falsifier.side as usize].push(Watch { from: falsifier.value, clause });
    }

    /// A clause has helped.
    pub fn use_of(&mut self, clause: u32) {
        let clause = &mut self.all[clause as usize];
        clause.used += self.step;
        if clause.used > 1e20 {
            self.all.iter_mut().for_each(|c| c.used *= 1e-20);
            self.step *= 1e-20;
        }
    }

    /// What was used long ago counts less.
    pub fn age(&mut self) {
        self.step *= 1.001;
    }

    /// A side went from `old` to `new`: raises what follows. A clause whose literals are all false is the error.
    pub fn follow(&mut self, bounds: &mut Bounds, side: u32, old: i64, new: i64) -> Result<(), u32> {
        let mut watches = std::mem::take(&mut self.watches[side as usize]);
        let mut kept = 0;
        let mut outcome = Ok(());
        for at in 0..watches.len() {
            let watch = watches[at];
            let stays = outcome.is_err() || watch.from <= old || watch.from > new || {
                match self.visit(bounds, side, watch) {
                    Visit::Moved => false,
                    Visit::Stays => true,
                    Visit::Unit(literal) => {
                        bounds.raise(literal, Reason::Clause(watch.clause));
                        true
                    }
                    Visit::Conflict => {
                        outcome = Err(watch.clause);
                        true
                    }
                }
            };
            if stays {
                watches[kept] = watch;
                kept += 1;
            }
        }
        watches.truncate(kept);
        let moved = std::mem::replace(&mut self.watches[side as usize], watches);
        self.watches[side as usize].extend(moved);
        outcome
    }

    fn visit(&mut self, bounds: &Bounds, side: u32, watch: Watch) -> Visit {
        let falsified = Literal { side, value: watch.from }.not();
        let literals = &mut self.all[watch.clause as usize].literals;
        if literals[0] == falsified {
            literals.swap(0, 1);
        }
        if bounds.is_true(literals[0]) {
            return Visit::Stays;
        }
        if let Some(other) = (2..literals.len()).find(|at| !bounds.is_false(literals[*at])) {
            literals.swap(1, other);
            let literal = literals[1];
            self.watch(literal, watch.clause);
            return Visit::Moved;
        }
        if bounds.is_false(literals[0]) { Visit::Conflict } else { Visit::Unit(literals[0]) }
    }

    /// Forgets clauses until at most `most` are left, those from many levels and little used first, and all that certainly hold. Only
    /// when nothing is being tried.
    pub fn reduce(&mut self, bounds: &Bounds, most: usize) {
        let mut clauses = std::mem::take(&mut self.all);
        clauses.retain(|clause| !clause.literals.iter().any(|l| bounds.is_true(*l)));
        if clauses.len() > most {
            clauses.sort_by(|a, b| (a.spread.max(2)).cmp(&b.spread.max(2)).then(b.used.total_cmp(&a.used)));
            clauses.truncate(most);
        }
        self.watches.iter_mut().for_each(Vec::clear);
        for mut clause in clauses {
            clause.literals.retain(|literal| !bounds.is_false(*literal));
            let number = self.all.len() as u32;
            self.watch(clause.literals[0], number);
            self.watch(clause.literals[1], number);
            self.all.push(clause);
        }
    }
}

enum Visit {
    Moved,
    Stays,
    Unit(Literal),
    Conflict,
}
