//! The vocabulary of Daybreak: definitions, calendars, diagnostics, canonical form and hash.
