//! How figures read to people.

use chrono::{DateTime, Timelike};
use daybreak_model::time::{DayTime, Timestamp};

/// In seconds.
const DAY: i64 = 86_400;

/// A length of time in hours, minutes and seconds: `1h 05m 00s`, `4m 10s`, `0s`; a few seconds with their tenths, less than one in
/// milliseconds.
pub fn span(seconds: f64) -> String {
    let sign = if seconds <= -0.0005 { "-" } else { "" };
    let whole = seconds.abs().round() as u64;
    let (hours, minutes, rest) = (whole / 3600, whole / 60 % 60, whole % 60);
    match (hours, minutes) {
        (0, 0) if seconds != 0.0 && seconds.abs() < 0.9995 => format!("{sign}{}ms", (seconds.abs() * 1000.0).round()),
        (0, 0) if rest < 10 => format!("{sign}{}s", (seconds.abs() * 10.0).round() / 10.0),
        (0, 0) => format!("{sign}{rest}s"),
        (0, _) => format!("{sign}{minutes}m {rest:02}s"),
        _ => format!("{sign}{hours}h {minutes:02}m {rest:02}s"),
    }
}

/// A difference of lengths of time: `+4m 10s`, `-30s`, `0s`.
pub fn change(seconds: f64) -> String {
    format!("{}{}", if seconds >= 0.0005 { "+" } else { "" }, span(seconds))
}

/// A length of time, or that what it is of does not end.
pub fn span_if_ended(seconds: Option<f64>) -> String {
    seconds.map_or_else(|| "no end".into(), span)
}

/// The moment so many seconds after `target`, as definitions write it, to the nearest minute: `05:30+1`.
pub fn after_target(target: DayTime, seconds: f64) -> String {
    let day = i64::from(target.day.unwrap_or(0)) * DAY;
    let at = day + i64::from(target.time.num_seconds_from_midnight()) + seconds.round() as i64;
    let at = (at + 30).div_euclid(60) * 60;
    let (days, rest) = (at.div_euclid(DAY), at.rem_euclid(DAY));
    format!("{:02}:{:02}{days:+}", rest / 3600, rest / 60 % 60)
}

/// A moment in `zone`: `2026-11-23 09:30`.
pub fn moment(at: Timestamp, zone: chrono_tz::Tz) -> String {
    at.utc().with_timezone(&zone).format("%Y-%m-%d %H:%M").to_string()
}

/// A moment where this machine stands, to the second.
pub fn here(at: Timestamp) -> String {
    DateTime::<chrono::Local>::from(at.utc()).format("%Y-%m-%d %H:%M:%S").to_string()
}

/// A probability: `97.3 %`; `> 99.9 %` where `100.0 %` would say always.
pub fn percent(share: f64) -> String {
    // A half goes up, as in the window; nothing has no sign.
    let tenths = (share * 1000.0).round() + 0.0;
    if share < 1.0 && tenths >= 1000.0 { "> 99.9 %".into() } else { format!("{:.1} %", tenths / 10.0) }
}

/// A percentile: `P95`, `P99.5`.
pub fn percentile(share: f64) -> String {
    // What was read as a percentage is told as one.
    format!("P{}", (share * 1e8).round() / 1e6)
}

/// `1 problem`, `2 problems`.
pub fn count(number: usize, thing: &str) -> String {
    if number == 1 { format!("1 {thing}") } else { format!("{number} {thing}s") }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lengths_of_time_read_calmly() {
        let read = [0.0, 0.25, 9.0, -6.249, 9.96, 12.6, 59.7, 250.0].map(span);
        assert_eq!(read, ["0s", "250ms", "9s", "-6.2s", "10s", "13s", "1m 00s", "4m 10s"]);
        let read = [3900.0, 3905.0, -120.0, 630_720_000.0].map(span);
        assert_eq!(read, ["1h 05m 00s", "1h 05m 05s", "-2m 00s", "175200h 00m 00s"]);
    }

    #[test]
    fn a_moment_beside_a_target_says_its_day() {
        let target: DayTime = "00:30+1".parse().expect("a time");
        let told = [0.0, -1800.0, -1831.0, 86_399.0].map(|late| after_target(target, late));
        assert_eq!(told, ["00:30+1", "00:00+1", "23:59+0", "00:30+2"]);
    }

    #[test]
    fn a_difference_keeps_its_sign_however_small_it_is() {
        let read = [0.0, 0.3, -0.3, -0.7, -4.26, -250.0].map(change);
        assert_eq!(read, ["0s", "+300ms", "-300ms", "-700ms", "-4.3s", "-4m 10s"]);
    }

    #[test]
    fn shares_say_always_only_of_what_always_is() {
        assert_eq!(
            [1.0, 0.9996, 0.9425, 0.0, -0.0001].map(percent),
            ["100.0 %", "> 99.9 %", "94.3 %", "0.0 %", "0.0 %"]
        );
    }

    #[test]
    fn percentiles_read_as_they_are_written() {
        assert_eq!([0.95, 0.995, 0.07, 1.0].map(percentile), ["P95", "P99.5", "P7", "P100"]);
    }

    #[test]
    fn moments_are_told_in_their_zone() {
        assert_eq!(moment(Timestamp(1_795_397_400_000), chrono_tz::Asia::Shanghai), "2026-11-23 09:30");
    }
}
