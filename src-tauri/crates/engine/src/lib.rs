//! The durable scheduler, its executors and the supervisor.
