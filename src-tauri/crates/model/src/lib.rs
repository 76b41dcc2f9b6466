//! The vocabulary of Daybreak.
//!
//! **Owns** the words of a workflow definition and their types, the file format (reading with exact places of errors,
//! canonical writing, migration), the content hash, calendars, expressions, diagnostics, and the [`network`]: the flat
//! form of a definition for one business date, from which both the forecast and the run work.
//!
//! **Does not** judge a definition (that is `check`), touch a disk or read a clock: files come in as text, time as an argument.
//!
//! **Invariants.** Reading never panics, whatever the text. What is read and written again is the same definition.
//! The content hash does not depend on formatting, nor on where nodes stand on the canvas.

pub mod bundle;
pub mod calendar;
pub mod definition;
pub mod diagnostic;
pub mod duration;
pub mod edit;
pub mod expression;
pub mod file;
pub mod hash;
pub mod id;
pub mod inherit;
pub mod network;
pub mod night;
pub mod node;
pub mod schema;
pub mod settings;
pub mod template;
pub mod time;
pub mod trigger;
