//! What to try next: bounds that conflicts have lately been about (Moskewicz and others 2001).

use super::bounds::{Bounds, Literal};
use foldhash::{HashMap, HashMapExt};

/// Bounds by how much conflicts were about them; each stands for itself and its negation.
#[derive(Clone, Debug, Default)]
pub struct Attention {
    known: HashMap<(u32, i64), u32>,
    atoms: Vec<Atom>,
    /// A binary heap, the most active on top.
    heap: Vec<u32>,
    /// Taken from the heap at a level because they held or not.
    taken: Vec<(u32, u32)>,
    step: f64,
}

/// "This job starts at this moment or later."
#[derive(Clone, Copy, Debug)]
struct Atom {
    job: u32,
    from: i64,
    activity: f64,
    place: u32,
}

const NOWHERE: u32 = u32::MAX;
const DECAY: f64 = 0.95;

impl Attention {
    pub fn new() -> Attention {
        Attention { known: HashMap::new(), step: 1.0, ..Attention::default() }
    }

    pub fn bump(&mut self, literal: Literal) {
        let positive = if literal.side.is_multiple_of(2) { literal } else { literal.not() };
        let key = (positive.side / 2, positive.value);
        let fresh = self.atoms.len() as u32;
        let at = *self.known.entry(key).or_insert(fresh);
        if at == fresh {
            self.atoms.push(Atom { job: key.0, from: key.1, activity: 0.0, place: NOWHERE });
            self.insert(at);
        }
        self.atoms[at as usize].activity += self.step;
        if self.atoms[at as usize].activity > 1e100 {
            self.atoms.iter_mut().for_each(|atom| atom.activity *= 1e-100);
            self.step *= 1e-100;
        }
        let place = self.atoms[at as usize].place;
        if place != NOWHERE {
            self.rise(place as usize);
        }
    }

    pub fn age(&mut self) {
        self.step /= DECAY;
    }

    /// The most active bound that is neither true nor false, as "starts before".
    pub fn choose(&mut self, bounds: &Bounds) -> Option<Literal> {
        while let Some(at) = self.pop() {
            let atom = self.atoms[at as usize];
            let literal = Literal { side: 2 * atom.job, value: atom.from };
            self.taken.push((at, bounds.level()));
            if !bounds.is_true(literal) && !bounds.is_false(literal) {
                return Some(literal.not());
            }
        }
        None
    }

    /// The search has gone back to `level`.
    pub fn back_to(&mut self, level: u32) {
        while let Some((at, _)) = self.taken.pop_if(|(_, taken)| *taken >= level) {
            if self.atoms[at as usize].place == NOWHERE {
                self.insert(at);
            }
        }
    }

    /// Forgets what is decided for good, and the least active beyond `most`.
    pub fn reduce(&mut self, bounds: &Bounds, most: usize) {
        let literal = |atom: &Atom| Literal { side: 2 * atom.job, value: atom.from };
        self.atoms.retain(|atom| !bounds.is_true(literal(atom)) && !bounds.is_false(literal(atom)));
        self.atoms.sort_by(|a, b| b.activity.total_cmp(&a.activity));
        self.atoms.truncate(most);
        self.taken.clear();
        self.known.clear();
        // Sorted from the most active on, it is a heap.
        self.heap = (0..self.atoms.len() as u32).collect();
        for (at, atom) in (0u32..).zip(&mut self.atoms) {
            atom.place = at;
            self.known.insert((atom.job, atom.from), at);
        }
    }

    fn insert(&mut self, at: u32) {
        let place = self.heap.len();
        self.heap.push(at);
        self.atoms[at as usize].place = place as u32;
        self.rise(place);
    }

    fn pop(&mut self) -> Option<u32> {
        let last = self.heap.pop()?;
        let top = self.heap.first().copied().unwrap_or(last);
        self.atoms[top as usize].place = NOWHERE;
        if !self.heap.is_empty() {
            self.put(0, last);
            self.sink(0);
        }
        Some(top)
    }

    fn put(&mut self, place: usize, at: u32) {
        self.heap[place] = at;
        self.atoms[at as usize].place = place as u32;
    }

    fn activity(&self, place: usize) -> f64 {
        self.atoms[self.heap[place] as usize].activity
    }

    fn rise(&mut self, mut place: usize) {
        while place > 0 && self.activity(place) > self.activity((place - 1) / 2) {
            let above = (place - 1) / 2;
            let (low, high) = (self.heap[place], self.heap[above]);
            self.put(above, low);
            self.put(place, high);
            place = above;
        }
    }

    fn sink(&mut self, mut place: usize) {
        loop {
            let children = [2 * place + 1, 2 * place + 2].into_iter().filter(|c| *c < self.heap.len());
            let Some(child) = children.max_by(|a, b| self.activity(*a).total_cmp(&self.activity(*b))) else { return };
            if self.activity(child) <= self.activity(place) {
                return;
            }
            let (low, high) = (self.heap[child], self.heap[place]);
            self.put(place, low);
            self.put(child, high);
            place = child;
        }
    }
}
