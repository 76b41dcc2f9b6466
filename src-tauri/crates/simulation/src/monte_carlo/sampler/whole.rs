//! Rounding to whole ticks without the machine's conversion, which no vector instructions exist for on some machines.

/// Up to here every whole number is told apart in 32-bit floating point once it is added to this.
const TELLS_APART: f32 = 8_388_608.0;
const DIGITS: u32 = 23;

/// Ticks are told in units of `2^shift` of them: one tick for whatever takes less than 8,388,607 ticks, else as many as 24 binary
/// digits, which is all that a length has anyway, leave.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Whole {
    shift: u8,
}

impl Whole {
    /// Units for what never takes more than `ticks`.
    pub fn up_to(ticks: f64) -> Whole {
        let most = f64::from(TELLS_APART) - 1.0;
        let shift = (0u8..8).find(|shift| ticks / f64::from(1u32 << shift) <= most);
        Whole { shift: shift.unwrap_or(8) }
    }

    /// Units of a tick.
    #[inline(always)]
    pub fn of_tick(self) -> f32 {
        1.0 / (1u32 << self.shift) as f32
    }

    /// Ticks of so many units.
    pub fn ticks(self, units: f64) -> f64 {
        units * f64::from(1u32 << self.shift)
    }

    /// `longest` ticks in units, and no more than can be told.
    #[inline(always)]
    pub fn most(self, longest: i32) -> f32 {
        ((longest >> self.shift) as f32).min(TELLS_APART - 1.0)
    }

    /// So many units, rounded, in ticks; from 0 to `most` units.
    #[inline(always)]
    pub fn rounded(self, units: f32, most: f32) -> i32 {
        let units = if units < most { units } else { most };
        nearest(units) << self.shift
    }
}

/// The nearest whole number, and the even one of two that are as near; of one from 0 to 8,388,607.
#[inline(always)]
fn nearest(x: f32) -> i32 {
    ((x + TELLS_APART).to_bits() & ((1 << DIGITS) - 1)) as i32
}

/// The whole number at or below one from 0 to 4,096, to a 512th of it.
#[inline(always)]
pub fn floor(x: f32) -> i32 {
    nearest(x * 256.0) >> 8
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn whole_numbers_come_out_as_they_are_and_others_as_the_nearest() {
        for whole in [0, 1, 2, 3, 4_194_303, 4_194_305, 8_388_607] {
            assert_eq!(nearest(whole as f32), whole);
        }
        assert_eq!([0.4, 0.5, 0.6, 1.5, 2.5, 1_000.7].map(nearest), [0, 0, 1, 2, 2, 1_001]);
        for whole in 0..=4_096 {
            assert_eq!(floor(whole as f32), whole);
            assert_eq!(floor(whole as f32 + 0.99), whole);
        }
    }

    #[test]
    fn what_takes_long_is_told_to_a_share_of_it() {
        let of = |ticks: i32| {
            let whole = Whole::up_to(f64::from(ticks));
            f64::from(whole.rounded(ticks as f32 * whole.of_tick(), whole.most(i32::MAX)) - ticks).abs()
        };
        for ticks in [0, 59_999, 8_388_607] {
            assert_eq!(of(ticks), 0.0);
        }
        for ticks in [8_388_609, 100_000_001, (1 << 30) - 1] {
            assert!(of(ticks) <= f64::from(ticks) / f64::from(TELLS_APART), "{ticks}");
        }
    }
}
