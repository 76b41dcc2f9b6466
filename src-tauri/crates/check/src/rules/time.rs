//! Family T: times, durations and figures that can hold together.

pub mod alert_out_of_order;
pub mod assumed_duration;
pub mod day_missing;
pub mod deadline_too_early;
pub mod impossible_duration;
pub mod impossible_figure;
pub mod not_before_after_deadline;
pub mod probability_out_of_range;
pub mod timeout_below_usual;
pub mod trigger_after_deadline;
pub mod trigger_never_fires;
