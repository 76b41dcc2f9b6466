//! The only SQL: everything the runtime keeps.
