//! Family C: calendars that reach far enough, and days that meet.

pub mod calendar_contradiction;
pub mod calendar_ends_soon;
pub mod days_never_meet;
pub mod neighbour_does_not_run;
