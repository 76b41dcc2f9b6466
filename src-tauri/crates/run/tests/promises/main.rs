//! The promises of `SPEC.md`, each by its number.

mod attempts;
mod joins;
mod machine;
mod operators;
mod sample;
