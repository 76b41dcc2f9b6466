//! Statistics that single wild values do not move.

/// Values beyond this modified z-score are outliers (Iglewicz and Hoaglin 1993).
pub const OUTLIER: f64 = 3.5;

/// The median; of an even number the mean of the middle two. Nothing of nothing.
pub fn median(values: &[f64]) -> Option<f64> {
    quantile_of(&mut values.to_vec(), 0.5)
}

/// The quantile at `p` by linear interpolation (type 7 of Hyndman and Fan 1996). Reorders `values`.
pub fn quantile_of(values: &mut [f64], p: f64) -> Option<f64> {
    values.sort_unstable_by(f64::total_cmp);
    let last = values.len().checked_sub(1)?;
    let at = p.clamp(0.0, 1.0) * last as f64;
    let (low, share) = (at.floor() as usize, at.fract());
    Some(values[low] + share * (values[(low + 1).min(last)] - values[low]))
}

pub fn mean(values: &[f64]) -> Option<f64> {
    (!values.is_empty()).then(|| values.iter().sum::<f64>() / values.len() as f64)
}

/// The standard deviation as the median absolute deviation of a normal distribution has it.
pub fn spread(values: &[f64]) -> f64 {
    let Some(middle) = median(values) else { return 0.0 };
    let off: Vec<f64> = values.iter().map(|value| (value - middle).abs()).collect();
    1.4826 * median(&off).unwrap_or_default()
}

/// The sample standard deviation.
pub fn deviation(values: &[f64]) -> f64 {
    let Some(mean) = mean(values).filter(|_| values.len() > 1) else { return 0.0 };
    (values.iter().map(|value| (value - mean).powi(2)).sum::<f64>() / (values.len() - 1) as f64).sqrt()
}

/// Which values are outliers by the modified z-score. Where more than half are one and the same value, the mean absolute
/// deviation takes the place of the median one, as the authors advise.
pub fn outliers(values: &[f64]) -> Vec<bool> {
    let Some(middle) = median(values) else { return Vec::new() };
    let mut unit = spread(values);
    if unit <= f64::EPSILON {
        let off: Vec<f64> = values.iter().map(|value| (value - middle).abs()).collect();
        unit = 1.253_314 * mean(&off).unwrap_or_default();
    }
    values.iter().map(|value| unit > f64::EPSILON && (value - middle).abs() / unit > OUTLIER).collect()
}

/// The values that are no outliers, in their order.
pub fn without_outliers(values: &[f64]) -> Vec<f64> {
    values.iter().zip(outliers(values)).filter(|(_, wild)| !wild).map(|(value, _)| *value).collect()
}

/// The slope per step of time (Sen 1968), when there is a trend at the level `significance` (Mann 1945, Kendall 1975).
pub fn trend(points: &[(f64, f64)], significance: f64) -> Option<f64> {
    if points.len() < 10 {
        return None;
    }
    let pairs = || points.iter().enumerate().flat_map(|(at, one)| points[at + 1..].iter().map(move |two| (one, two)));
    let sign = |low: f64, high: f64| f64::from(i8::from(high > low) - i8::from(high < low));
    let rising: f64 = pairs().map(|((_, low), (_, high))| sign(*low, *high)).sum();
    let n = points.len() as f64;
    let z: f64 = (rising - rising.signum()) / (n * (n - 1.0) * (2.0 * n + 5.0) / 18.0).sqrt();
    if rising == 0.0 || libm::erfc(z.abs() / std::f64::consts::SQRT_2) >= significance {
        return None;
    }
    let mut slopes: Vec<f64> =
        pairs().filter(|(one, two)| two.0 > one.0).map(|(one, two)| (two.1 - one.1) / (two.0 - one.0)).collect();
    quantile_of(&mut slopes, 0.5)
}

/// Whether two samples differ in place at the level `significance` (Mann and Whitney 1947, normal approximation). Five against five, or three
/// against nine, are the fewest that can.
pub fn differ(some: &[f64], others: &[f64], significance: f64) -> bool {
    let (n, m) = (some.len() as f64, others.len() as f64);
    if n.min(m) < 3.0 || n * m < 25.0 {
        return false;
    }
    let wins: f64 = some
        .iter()
        .flat_map(|a| {
            others.iter().map(move |b| {
                if a > b {
                    1.0
                } else if a < b {
                    0.0
                } else {
                    0.5
                }
            })
        })
        .sum();
    let z: f64 = (wins - n * m / 2.0) / (n * m * (n + m + 1.0) / 12.0).sqrt();
    libm::erfc(z.abs() / std::f64::consts::SQRT_2) < significance
}

/// Exponential smoothing: the level before each value, and after the last one; the first value is the first level.
pub fn levels(values: &[f64], weight: f64) -> Vec<f64> {
    let Some(first) = values.first() else { return vec![0.0] };
    let mut level = *first;
    let mut levels = vec![level];
    for value in values {
        level += weight * (value - level);
        levels.push(level);
    }
    levels
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn quantiles_are_those_of_the_textbook() {
        assert_eq!(median(&[3.0, 1.0, 2.0]), Some(2.0));
        assert_eq!(median(&[4.0, 1.0, 2.0, 3.0]), Some(2.5));
        assert_eq!(quantile_of(&mut [1.0, 2.0, 3.0, 4.0, 5.0], 0.9), Some(4.6));
        assert_eq!(median(&[]), None);
    }

    #[test]
    fn one_wild_value_is_an_outlier_and_a_constant_has_none() {
        let mut values: Vec<f64> = (0..20).map(|n| 10.0 + f64::from(n % 5)).collect();
        assert!(outliers(&values).iter().all(|wild| !wild));
        values.push(90.0);
        assert_eq!(outliers(&values).iter().filter(|wild| **wild).count(), 1);
        assert!(outliers(&[7.0; 9]).iter().all(|wild| !wild));
    }

    #[test]
    fn a_line_has_its_slope_and_noise_has_none() {
        let line: Vec<(f64, f64)> = (0..30).map(|n| (f64::from(n), 2.0 * f64::from(n) + f64::from(n % 3))).collect();
        let slope = trend(&line, 0.01).expect("it rises");
        assert!((slope - 2.0).abs() < 0.1, "{slope}");
        let noise: Vec<(f64, f64)> = (0..30).map(|n| (f64::from(n), f64::from((n * 7919) % 13))).collect();
        assert_eq!(trend(&noise, 0.01), None);
    }

    #[test]
    fn samples_differ_when_they_do() {
        let low: Vec<f64> = (0..12).map(f64::from).collect();
        let high: Vec<f64> = low.iter().map(|v| v + 20.0).collect();
        assert!(differ(&low, &high, 0.01) && !differ(&low, &low, 0.01));
    }
}
