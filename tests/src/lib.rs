//! Tests that cross crates; those of one crate lie with it.
//!
//! **Owns** the proofs that no single crate can give: that the forecast and the runtime start the same jobs at the same
//! times, that published figures are met, that a killed runtime neither loses nor doubles a job. The journey through the
//! real window lies beside it, in `e2e`.
//!
//! **Does not** hold anything that a program uses.
//!
//! **Invariants.** A test needs nothing but this repository; one that can use more data says `skipped: no data` without it.
