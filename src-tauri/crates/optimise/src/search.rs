//! The search for short schedules.

pub mod decode;
pub mod dispatch;
pub mod elite;
pub mod evolve;
pub mod instance;
pub mod profile;
pub mod room;
pub mod sample;
pub mod timeline;
