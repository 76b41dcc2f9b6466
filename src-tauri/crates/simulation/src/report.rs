//! What a forecast says, as the command line and the window read it: nodes by their ids, times in seconds from the start of
//! Begin, whole seconds as integers.

mod plan;
mod seconds;
mod simulate;

pub use plan::{DriverKind, DriverReport, NodeTimes, PlanReport, SplitReport, UsageReport, UsageStep};
pub use seconds::Seconds;
pub use simulate::{DeadlineReport, NodeOdds, SimulateReport, StatisticsReport, WindowHistogram};
