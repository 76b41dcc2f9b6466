//! Revisions, differences, the rule of approval and the audit chain.
