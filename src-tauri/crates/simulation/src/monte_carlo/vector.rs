//! What is done alike to every night of a block, as loops that the compiler makes vector instructions of.
//!
//! They are not inlined, for the compiler would unroll a loop of a length it knows into single steps first; and the best
//! instructions of the machine at hand are taken. Whole numbers and the four basic operations of floating point come out the same
//! with all of them.

use super::sampler::Mask;
use pulp::Arch;

/// Sets `starts` to what comes `lag` after `sources`.
#[inline(never)]
pub fn after(starts: &mut [i32], sources: &[i32], lag: i32) {
    Arch::new().dispatch(
        #[inline(always)]
        || {
            for (start, source) in starts.iter_mut().zip(sources) {
                *start = source + lag;
            }
        },
    );
}

/// Moves each of `starts` to what comes `lag` after `sources`, where that is later; and where it is.
#[inline(never)]
pub fn later(starts: &mut [i32], sources: &[i32], lag: i32) -> Mask {
    Arch::new().dispatch(
        #[inline(always)]
        || {
            let mut moved = 0;
            for (lane, (start, source)) in starts.iter_mut().zip(sources).enumerate() {
                let arrival = source + lag;
                moved |= Mask::from(arrival > *start) << lane;
                *start = (*start).max(arrival);
            }
            moved
        },
    )
}

/// Moves each of `starts` to what comes `lag` after `sources`, where that is later; and writes there that it is `from` that is last.
#[inline(never)]
pub fn later_from(starts: &mut [i32], last: &mut [u32], sources: &[i32], lag: i32, from: u32) {
    Arch::new().dispatch(
        #[inline(always)]
        || {
            for ((start, last), source) in starts.iter_mut().zip(last).zip(sources) {
                let arrival = source + lag;
                *last = if arrival > *start { from } else { *last };
                *start = (*start).max(arrival);
            }
        },
    );
}

/// Sets `sums` to what two together are.
#[inline(never)]
pub fn add(sums: &mut [i32], ones: &[i32], others: &[i32]) {
    Arch::new().dispatch(
        #[inline(always)]
        || {
            for ((sum, one), other) in sums.iter_mut().zip(ones).zip(others) {
                *sum = one + other;
            }
        },
    );
}
