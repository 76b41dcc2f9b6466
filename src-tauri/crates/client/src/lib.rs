//! A typed HTTP client of the runtime.
