//! Waits that give up: what waits for a moment, and fails when that is too far away.

use daybreak_model::network::Activity;

/// How long a wait for what comes by the clock lasts before it fails, and how long after that it is tried again. The times are
/// in any one unit; the moment of a gate's confirmation is such a moment when it is known.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Patience {
    timeout: i64,
    /// After each attempt but the last.
    delays: Vec<i64>,
}

/// How a wait ends.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Waited {
    pub finish: i64,
    pub failed: bool,
    /// From 1.
    pub attempts: u32,
}

/// More attempts than this are not looked at.
const MOST_ATTEMPTS: u32 = 64;

impl Patience {
    /// The patience of an activity, its times turned into the wanted unit by `told`; nothing for one that waits for no moment, or as long
    /// as it takes.
    pub fn of(activity: &Activity, told: impl Fn(i64) -> i64) -> Option<Patience> {
        let timeout = activity.timeout.filter(|_| activity.included && activity.until.is_some())?;
        let delays = (1..activity.retry.attempts.min(MOST_ATTEMPTS)).map_while(|n| activity.retry.wait_after(n));
        Some(Patience { timeout: told(timeout.ms()), delays: delays.map(|delay| told(delay.ms())).collect() })
    }

    /// One attempt that starts at `start`, for what comes at `comes`: when it is over, and whether it failed. What comes at the
    /// very moment of giving up has come in time, as in the runtime.
    pub fn once(&self, start: i64, comes: i64) -> (i64, bool) {
        let gives_up = start.saturating_add(self.timeout);
        if comes <= gives_up { (start.max(comes), false) } else { (gives_up, true) }
    }

    /// All attempts together.
    pub fn all(&self, start: i64, comes: i64) -> Waited {
        let (mut start, mut attempts) = (start, 1);
        loop {
            let (finish, failed) = self.once(start, comes);
            let Some(delay) = self.delay(attempts - 1).filter(|_| failed) else {
                return Waited { finish, failed, attempts };
            };
            start = finish.saturating_add(delay);
            attempts += 1;
        }
    }

    /// How long after an attempt, numbered from 0, the next one is ready; nothing after the last.
    pub fn delay(&self, attempt: u32) -> Option<i64> {
        self.delays.get(attempt as usize).copied()
    }

    /// The same in a unit of which this one holds so many.
    pub fn times(&self, units: i64) -> Patience {
        let told = |time: &i64| time.saturating_mul(units);
        Patience { timeout: told(&self.timeout), delays: self.delays.iter().map(told).collect() }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn p29_a_wait_gives_up_and_is_tried_again() {
        let patience = Patience { timeout: 10, delays: vec![5, 5] };
        let all = |comes| {
            let waited = patience.all(100, comes);
            (waited.finish, waited.failed, waited.attempts)
        };
        assert_eq!(all(90), (100, false, 1), "it was there before");
        assert_eq!(all(110), (110, false, 1), "at the last moment");
        assert_eq!(all(111), (115, false, 2), "while nobody waited");
        assert_eq!(all(120), (120, false, 2));
        assert_eq!(all(140), (140, false, 3));
        assert_eq!(all(141), (140, true, 3));
        assert_eq!(patience.times(1000).all(100_000, 141_000).finish, 140_000);
    }
}
