//! Random words by number: the same key and counter always give the same words, so that nights can be drawn in any
//! order, on any number of threads, and more nights go on where fewer ended.
//!
//! Threefry-4x32 with 12 rounds (Salmon, Moraes, Dror and Shaw, "Parallel random numbers: as easy as 1, 2, 3", 2011).

/// Nights that are drawn together.
pub const LANES: usize = 16;

/// One word for each night of a block.
pub type Words = [u32; LANES];

/// What words are drawn for; each purpose has its own stream.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Purpose {
    Span,
    Failure,
    Branch,
}

const PARITY: u32 = 0x1BD1_1BDA;
const ROTATIONS: [(u32, u32); 8] = [(10, 26), (11, 21), (13, 27), (23, 5), (6, 20), (17, 11), (25, 10), (18, 20)];
const ROUNDS: usize = 12;

/// Four counters side by side.
type Four = [u32; 4];

/// The words for one block of nights: `block` is the first night's number divided by [`LANES`]; `repeat` numbers attempts and
/// repetitions.
#[inline]
pub fn words(seed: u64, place: u32, purpose: Purpose, repeat: u32, block: u32) -> Words {
    let key = [seed as u32, (seed >> 32) as u32, place, purpose as u32];
    threefry::<ROUNDS>(key, block.wrapping_mul(4), repeat)
}

/// The words of the four counters `(first, repeat, 0, 0)` to `(first + 3, repeat, 0, 0)`: all first words, then all second ones.
#[inline]
fn threefry<const ROUNDS: usize>(key: [u32; 4], first: u32, repeat: u32) -> Words {
    let schedule = [key[0], key[1], key[2], key[3], PARITY ^ key[0] ^ key[1] ^ key[2] ^ key[3]];
    let counter: Four = [first, first.wrapping_add(1), first.wrapping_add(2), first.wrapping_add(3)];
    let mut x: [Four; 4] =
        [add(counter, schedule[0]), [repeat.wrapping_add(schedule[1]); 4], [schedule[2]; 4], [schedule[3]; 4]];
    for round in 0..ROUNDS {
        let (left, right) = ROTATIONS[round % 8];
        if round % 2 == 0 {
            (x[0], x[1]) = mix(x[0], x[1], left);
            (x[2], x[3]) = mix(x[2], x[3], right);
        } else {
            (x[0], x[3]) = mix(x[0], x[3], left);
            (x[2], x[1]) = mix(x[2], x[1], right);
        }
        if round % 4 == 3 {
            let injection = round / 4 + 1;
            for (word, lanes) in x.iter_mut().enumerate() {
                *lanes = add(*lanes, schedule[(injection + word) % 5]);
            }
            x[3] = add(x[3], injection as u32);
        }
    }
    let mut words = [0; LANES];
    for (word, lanes) in x.iter().enumerate() {
        words[word * 4..word * 4 + 4].copy_from_slice(lanes);
    }
    words
}

#[inline]
fn add(x: Four, by: u32) -> Four {
    x.map(|v| v.wrapping_add(by))
}

#[inline]
fn mix(x: Four, y: Four, rotation: u32) -> (Four, Four) {
    let sum = std::array::from_fn(|i| x[i].wrapping_add(y[i]));
    (sum, std::array::from_fn(|i| y[i].rotate_left(rotation) ^ sum[i]))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn p9_words_are_even_and_streams_do_not_repeat_each_other() {
        let mut seen = std::collections::HashSet::new();
        let mut ones = [0u32; 32];
        let mut drawn = 0u32;
        for place in 0..64 {
            for (purpose, repeat) in [(Purpose::Span, 0), (Purpose::Span, 1), (Purpose::Failure, 0)] {
                for block in 0..16 {
                    for word in words(7, place, purpose, repeat, block) {
                        drawn += 1;
                        seen.insert(word);
                        (0..32).for_each(|bit| ones[bit] += word >> bit & 1);
                    }
                }
            }
        }
        // 49,152 words: the birthday bound expects 0.3 pairs that are the same.
        assert!(seen.len() as u32 >= drawn - 5);
        for count in ones {
            let off = (f64::from(count) - f64::from(drawn) / 2.0) / (f64::from(drawn) / 4.0).sqrt();
            assert!(off.abs() < 4.5, "a bit is set {count} times of {drawn}");
        }
        assert_ne!(words(1, 0, Purpose::Span, 0, 0), words(1 << 32, 0, Purpose::Span, 0, 0));
    }

    #[test]
    fn p9_with_twenty_rounds_the_published_answers_come() {
        let words = threefry::<20>([0; 4], 0, 0);
        let first_counter = [words[0], words[4], words[8], words[12]];
        assert_eq!(first_counter, [0x9c6c_a96a, 0xe17e_ae66, 0xfc10_ecd4, 0x5256_a7d8]);
    }
}
