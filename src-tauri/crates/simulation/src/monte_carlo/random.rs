//! Random words by number: the same key and counter always give the same words, so that nights can be drawn in any
//! order, on any number of threads, and more nights go on where fewer ended.
//!
//! Threefry-4x32 with 12 rounds (Salmon, Moraes, Dror and Shaw, "Parallel random numbers: as easy as 1, 2, 3", 2011).

/// Nights that are drawn together.
pub const LANES: usize = 32;

/// Counters that are worked on side by side; each gives four words.
const COUNTERS: usize = LANES / 4;

/// One word for each night of a block.
pub type Words = [u32; LANES];

/// What words are drawn for; each purpose has its own stream.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Purpose {
    Span,
    Failure,
    Branch,
    Overhead,
    /// Whether a cyclic job stops after a repetition.
    Stop,
    /// When what a wait waits for comes.
    Arrival,
    /// How slow a whole night is.
    Slow,
}

/// The name of a stream of words: a hash of what it is for, so that it stays the same whatever stands beside that
/// (FNV-1a, Fowler, Noll and Vo; Threefry does the mixing).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Stream(u64);

impl Stream {
    /// The stream of something by its kind and name.
    pub fn of(kind: u8, name: &str) -> Stream {
        let byte = |hash: u64, byte: u8| (hash ^ u64::from(byte)).wrapping_mul(0x0000_0100_0000_01b3);
        Stream(name.bytes().fold(byte(0xcbf2_9ce4_8422_2325, kind), byte))
    }
}

const PARITY: u32 = 0x1BD1_1BDA;
const EVEN: [(u32, u32); 4] = [(10, 26), (11, 21), (13, 27), (23, 5)];
const ODD: [(u32, u32); 4] = [(6, 20), (17, 11), (25, 10), (18, 20)];
const ROUNDS: usize = 12;

/// What a word is below with this probability.
pub fn below(probability: f64) -> u64 {
    (probability * 4_294_967_296.0) as u64
}

/// The words for one block of nights: `block` is the first night's number divided by [`LANES`]; `repeat` numbers attempts and
/// repetitions.
#[inline(always)]
pub fn words(seed: u64, stream: Stream, purpose: Purpose, repeat: u32, block: u32) -> Words {
    let key = [seed as u32, (seed >> 32) as u32, stream.0 as u32, (stream.0 >> 32) as u32];
    threefry::<ROUNDS>(key, block.wrapping_mul(COUNTERS as u32), repeat, purpose as u32)
}

/// The words of the counters `(first, repeat, purpose, 0)`, `(first + 1, repeat, purpose, 0)` and so on: all first words, then
/// all second ones.
///
/// The loop over counters is outside and all rounds are inside it, for so the compiler makes vector instructions of it.
#[inline(always)]
fn threefry<const ROUNDS: usize>(key: [u32; 4], first: u32, repeat: u32, purpose: u32) -> Words {
    let [a, b, c, d] = key;
    let schedule = [a, b, c, d, PARITY ^ a ^ b ^ c ^ d];
    let mut words = [[0; COUNTERS]; 4];
    let [firsts, seconds, thirds, fourths] = &mut words;
    for counter in 0..COUNTERS {
        let x = one::<ROUNDS>(&schedule, [first.wrapping_add(counter as u32), repeat, purpose, 0]);
        firsts[counter] = x[0];
        seconds[counter] = x[1];
        thirds[counter] = x[2];
        fourths[counter] = x[3];
    }
    std::array::from_fn(|lane| words[lane / COUNTERS][lane % COUNTERS])
}

/// The four words of one counter. Rounds are written out, for a loop over them would keep the counters' loop from becoming
/// vector instructions.
#[inline(always)]
fn one<const ROUNDS: usize>(schedule: &[u32; 5], counter: [u32; 4]) -> [u32; 4] {
    const { assert!(ROUNDS == 12 || ROUNDS == 20) };
    let x = inject::<0>(counter, schedule);
    let x = inject::<1>(four_rounds(x, EVEN), schedule);
    let x = inject::<2>(four_rounds(x, ODD), schedule);
    let x = inject::<3>(four_rounds(x, EVEN), schedule);
    if ROUNDS == 12 {
        return x;
    }
    let x = inject::<4>(four_rounds(x, ODD), schedule);
    inject::<5>(four_rounds(x, EVEN), schedule)
}

#[inline(always)]
fn four_rounds(x: [u32; 4], rotations: [(u32, u32); 4]) -> [u32; 4] {
    let x = one_round(x, rotations[0], 1);
    let x = one_round(x, rotations[1], 3);
    let x = one_round(x, rotations[2], 1);
    one_round(x, rotations[3], 3)
}

/// Mixes the first word with word `partner`, and the third with the one that is left.
#[inline(always)]
fn one_round(mut x: [u32; 4], rotations: (u32, u32), partner: usize) -> [u32; 4] {
    let other = 4 - partner;
    x[0] = x[0].wrapping_add(x[partner]);
    x[partner] = x[partner].rotate_left(rotations.0) ^ x[0];
    x[2] = x[2].wrapping_add(x[other]);
    x[other] = x[other].rotate_left(rotations.1) ^ x[2];
    x
}

#[inline(always)]
fn inject<const NUMBER: usize>(x: [u32; 4], schedule: &[u32; 5]) -> [u32; 4] {
    [
        x[0].wrapping_add(schedule[NUMBER % 5]),
        x[1].wrapping_add(schedule[(NUMBER + 1) % 5]),
        x[2].wrapping_add(schedule[(NUMBER + 2) % 5]),
        x[3].wrapping_add(schedule[(NUMBER + 3) % 5]).wrapping_add(NUMBER as u32),
    ]
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
            let stream = Stream::of(0, &format!("job{place}"));
            for (purpose, repeat) in [(Purpose::Span, 0), (Purpose::Span, 1), (Purpose::Failure, 0)] {
                for block in 0..16 {
                    for word in words(7, stream, purpose, repeat, block) {
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
        let of = |seed, kind| words(seed, Stream::of(kind, "a"), Purpose::Span, 0, 0);
        assert_ne!(of(1, 0), of(1 << 32, 0));
        assert_ne!(of(1, 0), of(1, 1));
    }

    #[test]
    fn p9_with_twenty_rounds_the_published_answers_come() {
        let words = threefry::<20>([0; 4], 0, 0, 0);
        let first_counter = [0, 1, 2, 3].map(|word| words[word * COUNTERS]);
        assert_eq!(first_counter, [0x9c6c_a96a, 0xe17e_ae66, 0xfc10_ecd4, 0x5256_a7d8]);
    }
}
