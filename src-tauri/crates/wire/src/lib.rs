//! What crosses a process boundary: the runtime's HTTP bodies and the window's requests.
