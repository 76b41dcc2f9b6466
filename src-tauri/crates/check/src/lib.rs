//! Reads a definition and says what is wrong with it.
