//! Family V: names, texts, expressions and commands that mean something.

pub mod bad_address;
pub mod bad_cron;
pub mod bad_digest;
pub mod bad_expression;
pub mod bad_template;
pub mod bad_zone;
pub mod empty_command;
pub mod name_clash;
pub mod personal_path;
pub mod secret_in_arguments;
pub mod undefined_parameter;
pub mod undefined_secret;
pub mod unknown_host;
pub mod unknown_job;
