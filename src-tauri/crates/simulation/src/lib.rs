//! Forecasts: the plan and the Monte Carlo simulation.
//!
//! **Owns** the simulation of a night from a [`Network`](daybreak_model::network::Network): the deterministic [`plan()`]
//! with drivers, slack and critical path, and many nights left to chance ([`monte_carlo()`]).
//!
//! **Does not** decide who starts next (that is the dispatch rule of `run`, the same that the runtime obeys), touch a disk,
//! read a clock, or own randomness: a seed is an argument. How a forecast is told is `wire`'s.
//!
//! **Invariants.** The parts of a window add up to it. The same arguments give the same bytes, on any number of threads. A
//! night that cannot finish is a result, not a failure. `SPEC.md` numbers the promises.

mod agenda;
mod branches;
mod compact;
mod difference;
mod monte_carlo;
mod night;
mod patience;
mod plan;
mod rehearsal;

pub use compact::start_of_begin;
pub use difference::{Difference, difference};
pub use monte_carlo::{
    Cancelled, ChosenNight, DeadlineForecast, Forecast, MOST_SAMPLES, MeanSplit, NodeForecast, Options, Progress,
    ResourceForecast, SplitForecast, Statistics, Tornado, monte_carlo, night_at, observed,
};
pub use plan::{Driver, Given, Plan, Planned, Split, Stuck, Taken, Usage, UseFrom, plan};
pub use rehearsal::Rehearsal;
