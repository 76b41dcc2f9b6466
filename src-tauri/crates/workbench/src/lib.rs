//! Documents on disk and what can be asked of them; the ground of window and command line.
