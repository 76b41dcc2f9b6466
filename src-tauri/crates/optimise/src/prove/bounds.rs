//! What is known of every start, and why.

/// "This side is at least this value." Side `2j` of job `j` is its start, side `2j + 1` its negated start, so that every bound is a
/// lower one. Literals need no memory of their own, however long the night is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Literal {
    pub side: u32,
    pub value: i64,
}

/// Why a bound holds.
#[derive(Clone, Copy, Debug)]
pub enum Reason {
    /// It was tried.
    Decision,
    /// The other literals of a clause are false; it is the clause's first.
    Clause(u32),
    /// Another side is at least the value less a gap.
    After { side: u32, gap: i64 },
    /// Literals in [`Bounds::given`], from the first and as many.
    Given { first: u32, count: u32 },
}

/// A bound that was raised.
#[derive(Clone, Copy, Debug)]
pub struct Event {
    pub side: u32,
    pub old: i64,
    pub new: i64,
    /// The event on the same side before, or [`NONE`].
    pub before: u32,
    pub level: u32,
    pub reason: Reason,
}

/// No event: it holds whatever is tried.
pub const NONE: u32 = u32::MAX;

/// The bounds of all sides, and the events that raised them since what is certain.
#[derive(Clone, Debug)]
pub struct Bounds {
    pub value: Vec<i64>,
    latest: Vec<u32>,
    pub events: Vec<Event>,
    /// Where the events of each level begin, the first of level 1.
    levels: Vec<u32>,
    /// Explanations of events, one after another.
    pub given: Vec<Literal>,
    given_at: Vec<u32>,
}

impl Literal {
    /// Its negation.
    pub fn not(self) -> Literal {
        Literal { side: self.side ^ 1, value: 1 - self.value }
    }
}

impl Bounds {
    /// With the least value of each side.
    pub fn new(value: Vec<i64>) -> Bounds {
        let latest = vec![NONE; value.len()];
        Bounds { value, latest, events: Vec::new(), levels: Vec::new(), given: Vec::new(), given_at: Vec::new() }
    }

    pub fn is_true(&self, literal: Literal) -> bool {
        self.value[literal.side as usize] >= literal.value
    }

    pub fn is_false(&self, literal: Literal) -> bool {
        -self.value[(literal.side ^ 1) as usize] < literal.value
    }

    pub fn level(&self) -> u32 {
        self.levels.len() as u32
    }

    pub fn open_level(&mut self) {
        self.levels.push(self.events.len() as u32);
        self.given_at.push(self.given.len() as u32);
    }

    /// Raises a side. The caller has seen that it is not true already, and not false.
    pub fn raise(&mut self, literal: Literal, reason: Reason) {
        let side = literal.side as usize;
        let event = Event {
            side: literal.side,
            old: self.value[side],
            new: literal.value,
            before: self.latest[side],
            level: self.level(),
            reason,
        };
        self.latest[side] = self.events.len() as u32;
        self.value[side] = literal.value;
        self.events.push(event);
    }

    /// The event that made a true literal true; [`NONE`] when it is certain.
    pub fn cause(&self, literal: Literal) -> u32 {
        let mut at = self.latest[literal.side as usize];
        while at != NONE {
            let event = &self.events[at as usize];
            if event.old < literal.value {
                return at;
            }
            at = event.before;
        }
        NONE
    }

    /// Goes back to what held when `level` was left.
    pub fn back_to(&mut self, level: u32) {
        let Some(first) = self.levels.get(level as usize).copied() else { return };
        while self.events.len() > first as usize {
            if let Some(event) = self.events.pop() {
                self.value[event.side as usize] = event.old;
                self.latest[event.side as usize] = event.before;
            }
        }
        self.given.truncate(self.given_at[level as usize] as usize);
        self.levels.truncate(level as usize);
        self.given_at.truncate(level as usize);
    }

    /// What holds now, nothing being tried, is certain: why is forgotten.
    pub fn settle(&mut self) {
        if self.level() == 0 {
            for event in self.events.drain(..) {
                self.latest[event.side as usize] = NONE;
            }
            self.given.clear();
        }
    }

    /// Keeps an explanation.
    pub fn keep(&mut self, literals: &[Literal]) -> Reason {
        let first = self.given.len() as u32;
        self.given.extend_from_slice(literals);
        Reason::Given { first, count: literals.len() as u32 }
    }
}
