//! Rounding to whole ticks without the machine's conversion, which no vector instructions exist for on some machines.

use super::Lanes;

/// Up to here every whole number is told apart in 32-bit floating point once it is added to this.
const TELLS_APART: f32 = 8_388_608.0;
const DIGITS: u32 = 23;

/// How lengths are rounded to ticks: to whole ones below 8,388,607 ticks, and above to units of `2^shift` ticks, as many as 24 binary
/// digits, which is all that a length has anyway, leave of the longest.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Whole {
    shift: u8,
}

impl Whole {
    /// For what never takes more than `ticks`.
    pub fn up_to(ticks: f64) -> Whole {
        let most = f64::from(TELLS_APART) - 1.0;
        let shift = (0u8..8).find(|shift| ticks / f64::from(1u32 << shift) <= most);
        Whole { shift: shift.unwrap_or(8) }
    }

    /// Each of `ticks` rounded; from 0 to `longest`.
    #[inline(always)]
    pub fn each(self, ticks: impl Fn(usize) -> f32, longest: i32, rounded: &mut Lanes) {
        let at_most = |ticks: f32, most: f32| nearest(if ticks < most { ticks } else { most });
        let most = ((longest >> self.shift) as f32).min(TELLS_APART - 1.0);
        if self.shift == 0 {
            for (lane, rounded) in rounded.iter_mut().enumerate() {
                *rounded = at_most(ticks(lane), most);
            }
            return;
        }
        let units = 1.0 / (1u32 << self.shift) as f32;
        for (lane, rounded) in rounded.iter_mut().enumerate() {
            let ticks = ticks(lane);
            let (short, long) = (at_most(ticks, TELLS_APART - 1.0), at_most(ticks * units, most) << self.shift);
            *rounded = if ticks < TELLS_APART - 1.0 { short } else { long };
        }
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
    use crate::monte_carlo::random::LANES;

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

    fn rounded(whole: Whole, ticks: f32) -> i32 {
        let mut lanes = [0; LANES];
        whole.each(|_| ticks, 1 << 30, &mut lanes);
        lanes[LANES - 1]
    }

    #[test]
    fn what_takes_long_is_told_to_a_share_of_it() {
        let off = |ticks: i32| {
            let whole = Whole::up_to(f64::from(ticks));
            f64::from(rounded(whole, ticks as f32) - ticks).abs()
        };
        for ticks in [0, 59_999, 8_388_607] {
            assert_eq!(off(ticks), 0.0);
        }
        for ticks in [8_388_609, 100_000_001, (1 << 30) - 1] {
            assert!(off(ticks) <= f64::from(ticks) / f64::from(TELLS_APART), "{ticks}");
        }
    }

    #[test]
    fn what_may_take_long_but_does_not_is_told_exactly() {
        let whole = Whole::up_to(f64::from(1 << 30));
        for ticks in [0.0, 1.0, 577.0, 8_388_606.0] {
            assert_eq!(rounded(whole, ticks), ticks as i32);
        }
        assert_eq!(rounded(whole, 3e9), 1 << 30, "no longer than the longest");
    }
}
