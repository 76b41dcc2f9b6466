//! Work shared between threads. What comes of it does not depend on how many there are.

use rayon::iter::{IntoParallelIterator, ParallelIterator};
use rayon::{ThreadPool, ThreadPoolBuilder};

/// No more threads are started than this.
const MOST_THREADS: usize = 256;

/// Threads of their own to share work between; this one alone when one is enough, or no more can be had.
pub struct Threads(Option<ThreadPool>);

impl Threads {
    pub fn new(threads: usize) -> Threads {
        let pool = || ThreadPoolBuilder::new().num_threads(threads.min(MOST_THREADS)).build().ok();
        Threads(if threads > 1 { pool() } else { None })
    }

    /// What `work` gives on each of the threads; at least one.
    pub fn each<T: Send>(&self, work: impl Fn() -> T + Sync) -> Vec<T> {
        match &self.0 {
            Some(pool) => pool.broadcast(|_| work()),
            None => vec![work()],
        }
    }

    /// What `of` gives for every number below `count`, in order.
    pub fn map<T: Send>(&self, count: usize, of: impl Fn(usize) -> T + Sync + Send) -> Vec<T> {
        match &self.0 {
            Some(pool) => pool.install(|| (0..count).into_par_iter().map(of).collect()),
            None => (0..count).map(of).collect(),
        }
    }

    /// Both, one beside the other.
    pub fn both<A: Send, B: Send>(&self, a: impl FnOnce() -> A + Send, b: impl FnOnce() -> B + Send) -> (A, B) {
        match &self.0 {
            Some(pool) => pool.join(a, b),
            None => (a(), b()),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn p11_what_threads_share_does_not_depend_on_their_number() {
        for threads in [0, 1, 2, 5] {
            let threads = Threads::new(threads);
            assert_eq!(threads.map(1000, |number| number * number).iter().sum::<usize>(), 332_833_500);
            assert_eq!(threads.map(3, |number| number), [0, 1, 2]);
            assert_eq!(threads.both(|| 1, || "two"), (1, "two"));
            assert!(threads.each(|| 7).iter().all(|seven| *seven == 7));
            assert!(!threads.each(|| ()).is_empty());
        }
    }
}
