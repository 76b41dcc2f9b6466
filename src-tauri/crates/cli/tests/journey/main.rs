//! The command line as people and scripts use it: the real program, a real runtime, a data folder of its own.

mod approval;
mod forms;
mod hostile;
mod nights;
mod operating;
mod program;
mod recorded;
mod scenarios;
mod serving;
