//! Family P: the site's own standards.

pub mod expired_waiver;
pub mod naming;
pub mod not_allowed;
pub mod priority_too_high;
pub mod required_field;
