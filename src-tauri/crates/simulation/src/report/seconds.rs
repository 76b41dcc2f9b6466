//! Seconds as JSON has them.

use serde::{Deserialize, Deserializer, Serialize, Serializer};
use ts_rs::TS;

/// Whole milliseconds, written as seconds: an integer when whole.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, TS)]
#[ts(type = "number")]
pub struct Seconds {
    pub ms: i64,
}

impl Seconds {
    pub fn from_ms(ms: i64) -> Seconds {
        Seconds { ms }
    }
}

impl Serialize for Seconds {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        if self.ms % 1000 == 0 {
            serializer.serialize_i64(self.ms / 1000)
        } else {
            serializer.serialize_f64(self.ms as f64 / 1000.0)
        }
    }
}

impl<'de> Deserialize<'de> for Seconds {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Seconds, D::Error> {
        let seconds = f64::deserialize(deserializer)?;
        Ok(Seconds { ms: (seconds * 1000.0).round() as i64 })
    }
}
