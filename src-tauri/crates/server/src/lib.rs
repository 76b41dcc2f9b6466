//! The runtime's HTTP API.
//!
//! **Owns** the one table of routes, from which both the router and the OpenAPI document are made; who is asking (the roster and
//! its keys) and, in one place, whether they may; what is worked out when a change is submitted; the forecast that is kept of each run as
//! it begins; and the life of a serving process: its address, `runtime.json`, an orderly stop.
//!
//! **Does not** hold the rule of approval (`change`), run anything (`engine`), or keep anything but the roster (`store`).
//!
//! **Invariants.** Only loopback addresses are listened on. Every answer that is no success is a `wire::AskError`. Every deed and
//! its audit entry are written in one transaction. Work that takes long is done off the async threads. No request is read beyond its
//! limit. Keys are kept and compared as hashes only.

mod app;
mod extract;
mod failure;
mod forecasts;
mod handlers;
mod identity;
mod judgement;
mod openapi;
mod roster;
mod routes;
mod serve;
mod views;

pub use handlers::audit::prove;
pub use openapi::openapi;
pub use serve::{DEFAULT_PORT, Listen, Serve, Serving, serve};
