//! Time as a bank's night means it: spans with units, and times of day that say which day they mean.

use chrono::{DateTime, Datelike, Days, LocalResult, NaiveDate, NaiveDateTime, NaiveTime, TimeZone, Utc};
use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema};
use serde::{Deserialize, Deserializer, Serialize, Serializer, de::Error as _};
use std::borrow::Cow;
use std::fmt;
use std::str::FromStr;
use ts_rs::TS;

/// A length of time in whole milliseconds, written `1h5m`, `90s`, `250ms`, `1.5s`; at most ten years, never negative.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default, TS)]
#[ts(type = "string")]
pub struct Span(i64);

impl Span {
    pub const ZERO: Span = Span(0);
    /// Ten years; anything longer is a slip of the pen, and keeps sums far from overflow.
    pub const MAX: Span = Span(10 * 366 * 86_400_000);

    /// A span of `ms` milliseconds, held to between zero and [`Span::MAX`].
    pub fn from_ms(ms: i64) -> Span {
        Span(ms.clamp(0, Self::MAX.0))
    }

    /// A span that is known to be in range, for constants.
    pub const fn from_whole_ms(ms: u32) -> Span {
        Span(ms as i64)
    }

    /// A span of `seconds`, held to between zero and [`Span::MAX`]; not a number counts as zero.
    pub fn from_seconds(seconds: f64) -> Span {
        Span::from_ms((seconds * 1000.0).round() as i64)
    }

    pub fn ms(self) -> i64 {
        self.0
    }

    pub fn seconds(self) -> f64 {
        self.0 as f64 / 1000.0
    }
}

impl fmt::Display for Span {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if self.0 == 0 {
            return f.write_str("0s");
        }
        let mut rest = self.0;
        for (unit, size) in [("d", 86_400_000), ("h", 3_600_000), ("m", 60_000)] {
            if rest >= size {
                write!(f, "{}{unit}", rest / size)?;
                rest %= size;
            }
        }
        match (rest / 1000, rest % 1000) {
            (0, 0) => Ok(()),
            (s, 0) => write!(f, "{s}s"),
            (0, ms) => write!(f, "{ms}ms"),
            (s, ms) => write!(f, "{}s", format!("{s}.{ms:03}").trim_end_matches('0')),
        }
    }
}

impl fmt::Debug for Span {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}

impl FromStr for Span {
    type Err = String;

    fn from_str(text: &str) -> Result<Span, String> {
        let wrong = || format!("{text:?} is not a length of time; write it like 1h5m, 90s or 250ms");
        let mut total = 0.0;
        let mut rest = text.trim();
        if rest.is_empty() {
            return Err(wrong());
        }
        while !rest.is_empty() {
            let digits = rest.find(|c: char| !c.is_ascii_digit() && c != '.').ok_or_else(wrong)?;
            let value: f64 = rest[..digits].parse().map_err(|_| wrong())?;
            rest = &rest[digits..];
            let unit_end = rest.find(|c: char| !c.is_ascii_alphabetic()).unwrap_or(rest.len());
            let size = match &rest[..unit_end] {
                "d" => 86_400_000.0,
                "h" => 3_600_000.0,
                "m" | "min" => 60_000.0,
                "s" => 1000.0,
                "ms" => 1.0,
                _ => return Err(wrong()),
            };
            total += value * size;
            rest = rest[unit_end..].trim_start();
        }
        if total > Span::MAX.0 as f64 {
            return Err(format!("{text:?} is longer than ten years"));
        }
        Ok(Span::from_ms(total.round() as i64))
    }
}

/// A time of day on a day counted from the business date: `21:30+0`, `05:00+1`.
///
/// A bare `05:00` is read with no day, so that a check can refuse it with a fix; nothing ever guesses which day is meant.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, TS)]
#[ts(type = "string")]
pub struct DayTime {
    pub day: Option<i16>,
    pub time: NaiveTime,
}

impl DayTime {
    pub fn new(day: i16, hour: u32, minute: u32) -> Option<DayTime> {
        NaiveTime::from_hms_opt(hour, minute, 0).map(|time| DayTime { day: Some(day), time })
    }

    /// The moment that is meant for `business_date` in `zone`. A missing day counts as the business date itself.
    ///
    /// A local time that a clock change leaves out moves to the first moment after the gap; one that occurs twice is its first occurrence.
    pub fn at(self, business_date: NaiveDate, zone: chrono_tz::Tz) -> Timestamp {
        let day = self.day.unwrap_or(0);
        let shifted = if day >= 0 {
            business_date.checked_add_days(Days::new(day.unsigned_abs().into()))
        } else {
            business_date.checked_sub_days(Days::new(day.unsigned_abs().into()))
        };
        local(shifted.unwrap_or(business_date).and_time(self.time), zone)
    }
}

/// The moment of a local time in `zone`; see [`DayTime::at`] for clock changes.
pub fn local(at: NaiveDateTime, zone: chrono_tz::Tz) -> Timestamp {
    // Zones mean nothing so far away, and shifting a time at the ends of the calendar would leave it.
    if !(1..=9999).contains(&at.year()) {
        return Timestamp(at.and_utc().timestamp_millis());
    }
    let moment = |at: NaiveDateTime| match zone.from_local_datetime(&at) {
        LocalResult::Single(t) | LocalResult::Ambiguous(t, _) => Some(Timestamp(t.timestamp_millis())),
        LocalResult::None => None,
    };
    if let Some(found) = moment(at) {
        return found;
    }
    // No zone's gap is longer than a day. Halve the distance to its end, to the second.
    let (mut inside, mut after) = (0_i64, 86_400_i64);
    while after - inside > 1 {
        let middle = (inside + after) / 2;
        let is_inside = moment(at + chrono::TimeDelta::seconds(middle)).is_none();
        *(if is_inside { &mut inside } else { &mut after }) = middle;
    }
    moment(at + chrono::TimeDelta::seconds(after)).unwrap_or(Timestamp(at.and_utc().timestamp_millis()))
}

impl fmt::Display for DayTime {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}", self.time.format("%H:%M"))?;
        self.day.map_or(Ok(()), |day| write!(f, "{day:+}"))
    }
}

impl fmt::Debug for DayTime {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}

impl FromStr for DayTime {
    type Err = String;

    fn from_str(text: &str) -> Result<DayTime, String> {
        let wrong = || {
            format!(
                "{text:?} is not a time of day; write it like 21:30+0, or 05:00+1 for the day after the business date"
            )
        };
        let (clock, day) = match text.find(['+', '-']) {
            Some(at) => (&text[..at], Some(text[at..].parse::<i16>().map_err(|_| wrong())?)),
            None => (text, None),
        };
        let time = NaiveTime::parse_from_str(clock, "%H:%M").map_err(|_| wrong())?;
        Ok(DayTime { day, time })
    }
}

/// A time of day alone, `22:00`, for hours that recur every day.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, TS)]
#[ts(type = "string")]
pub struct ClockTime(pub NaiveTime);

impl fmt::Display for ClockTime {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}", self.0.format("%H:%M"))
    }
}

impl fmt::Debug for ClockTime {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}

impl FromStr for ClockTime {
    type Err = String;

    fn from_str(text: &str) -> Result<ClockTime, String> {
        NaiveTime::parse_from_str(text, "%H:%M")
            .map(ClockTime)
            .map_err(|_| format!("{text:?} is not a time of day; write it like 22:00"))
    }
}

/// A moment: milliseconds since 1970-01-01T00:00:00Z.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Default, Serialize, Deserialize, JsonSchema, TS)]
#[serde(transparent)]
pub struct Timestamp(#[ts(type = "number")] pub i64);

impl Timestamp {
    pub fn ms(self) -> i64 {
        self.0
    }

    /// This moment, `span` later.
    pub fn after(self, span: Span) -> Timestamp {
        Timestamp(self.0.saturating_add(span.ms()))
    }

    /// The time since `earlier`; zero when that is later.
    pub fn since(self, earlier: Timestamp) -> Span {
        Span::from_ms(self.0.saturating_sub(earlier.0))
    }

    /// The moment in UTC, for printing; out-of-range moments print as the epoch.
    pub fn utc(self) -> DateTime<Utc> {
        DateTime::from_timestamp_millis(self.0).unwrap_or_default()
    }
}

macro_rules! as_text {
    ($($name:ident, $pattern:expr, $doc:expr);+ $(;)?) => {$(
        impl Serialize for $name {
            fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                serializer.collect_str(self)
            }
        }

        impl<'de> Deserialize<'de> for $name {
            fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<$name, D::Error> {
                let text = Cow::<'de, str>::deserialize(deserializer)?;
                text.parse().map_err(D::Error::custom)
            }
        }

        impl JsonSchema for $name {
            fn schema_name() -> Cow<'static, str> {
                stringify!($name).into()
            }

            fn json_schema(_: &mut SchemaGenerator) -> Schema {
                json_schema!({ "type": "string", "pattern": $pattern, "description": $doc })
            }
        }
    )+};
}

as_text! {
    Span, r"^([0-9]+(\.[0-9]+)?(d|h|min|m|ms|s) ?)+$", "A length of time: 1h5m, 90s, 250ms.";
    DayTime, r"^[0-2][0-9]:[0-5][0-9]([+-][0-9]+)?$", "A time of day and the day counted from the business date: 05:00+1.";
    ClockTime, r"^[0-2][0-9]:[0-5][0-9]$", "A time of day: 22:00.";
}
