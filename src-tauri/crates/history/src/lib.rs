//! Recorded nights, and what they teach.
//!
//! **Owns** the form of a history, the fitting of durations and overhead to it, and the comparison of forecasts with the nights that came.
//!
//! **Does not** store anything, touch a disk, or read a clock.
//!
//! **Invariants.** Forced, skipped and failed attempts never count as durations. A past night is predicted from earlier nights alone.
