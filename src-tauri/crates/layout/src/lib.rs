//! Places nodes on the canvas: layered by longest path, lanes kept, stable.
