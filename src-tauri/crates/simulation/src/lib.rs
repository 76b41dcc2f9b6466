//! Forecasts: the plan and the Monte Carlo simulation.
