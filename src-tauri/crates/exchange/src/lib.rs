//! Reads other schedulers' and benchmark formats.
