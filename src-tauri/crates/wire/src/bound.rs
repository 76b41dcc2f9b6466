//! How a bound is told.

use crate::optimise::BoundReport;
use daybreak_optimise::Bound;

impl BoundReport {
    /// Of a night whose plan has `window` in milliseconds; nothing when End is never reached.
    pub fn of(bound: &Bound, window: Option<i64>) -> BoundReport {
        let seconds = |ms: i64| ms as f64 / 1000.0;
        BoundReport {
            bound_s: seconds(bound.ms),
            parts: bound.parts.iter().map(|(name, ms)| ((*name).to_owned(), seconds(*ms))).collect(),
            window_s: window.map(seconds),
            gap: window.filter(|_| bound.ms > 0).map(|window| (window - bound.ms) as f64 / bound.ms as f64),
            proven: window.is_some_and(|window| window <= bound.ms),
            because: bound.because.clone(),
        }
    }
}
