//! The engine with real jobs, real processes and a real store: nights that go as they should, and nights on which things break.

mod faults;
mod nights;
mod stage;

use std::process::ExitCode;

fn main() -> ExitCode {
    stage::main(&[nights::CASES, faults::CASES].concat())
}
