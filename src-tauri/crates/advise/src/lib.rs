//! What must change for the night to end in time.
//!
//! **Owns** the comparison of scenarios with one another, and the search for the cheapest allowed changes that reach a target.
//!
//! **Does not** change a definition: an answer is a list of a scenario's verbs. It touches no disk and reads no clock.
//!
//! **Invariants.** Every answer was simulated whole, with the same random numbers as what it is held against. More capacity or a shorter
//! job is never assumed to help.
