//! Two forecasts night by night: with the same seed both have the same luck, so what differs is the change and not chance.

use crate::Forecast;

/// What the second forecast's windows are less the first one's, in milliseconds; less than nothing is shorter.
///
/// Common random numbers (Law, *Simulation Modeling and Analysis*, 11.2): the standard error is that of the mean of pairs, which is
/// the smaller the more the two have in common.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Difference {
    /// Nights that both have and in which both reach End; the figures are over these.
    pub nights: u32,
    pub mean_ms: f64,
    /// The standard error of the mean; 0 with fewer than two nights.
    pub error_ms: f64,
    /// Nights in which the second one's window is shorter, and longer.
    pub shorter: u32,
    pub longer: u32,
    /// Nights in which only the first, and only the second, reaches End.
    pub only_first: u32,
    pub only_second: u32,
}

/// Compares the windows of two forecasts night by night. It means something when both were made with the same seed.
pub fn difference(first: &Forecast, second: &Forecast) -> Difference {
    let mut told = Difference::default();
    let pairs = || first.windows.iter().zip(&second.windows);
    let mut sum = 0i128;
    for pair in pairs() {
        match pair {
            (Some(before), Some(after)) => {
                told.nights += 1;
                told.shorter += u32::from(after < before);
                told.longer += u32::from(after > before);
                sum += i128::from(*after) - i128::from(*before);
            }
            (Some(_), None) => told.only_first += 1,
            (None, Some(_)) => told.only_second += 1,
            (None, None) => {}
        }
    }
    if told.nights == 0 {
        return told;
    }
    let count = f64::from(told.nights);
    told.mean_ms = sum as f64 / count;
    if told.nights > 1 {
        let off = |before: i64, after: i64| (after as f64 - before as f64 - told.mean_ms).powi(2);
        let squares: f64 = pairs().filter_map(|(before, after)| Some(off((*before)?, (*after)?))).sum();
        told.error_ms = (squares / (count - 1.0) / count).sqrt();
    }
    told
}
