//! Chance that can be repeated: the same seed throws the same numbers on every machine, for ever.

/// Splitmix64, the eight lines everybody can check.
#[derive(Clone, Debug)]
pub struct Dice(u64);

impl Dice {
    /// Dice with a seed.
    pub fn new(seed: u64) -> Self {
        Self(seed)
    }

    /// 64 bits.
    pub fn bits(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut bits = self.0;
        bits = (bits ^ (bits >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        bits = (bits ^ (bits >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        bits ^ (bits >> 31)
    }

    /// A number from `least` up to and including `most`.
    pub fn between(&mut self, least: i64, most: i64) -> i64 {
        let span = most.abs_diff(least) + 1;
        least + i64::try_from(self.bits() % span).expect("less than the span of two i64 near each other")
    }

    /// A place in a list of this length, which must not be 0.
    pub fn place(&mut self, length: usize) -> usize {
        usize::try_from(self.bits() % length as u64).expect("less than a usize")
    }

    /// True `parts` times out of 10,000.
    pub fn chance(&mut self, parts: u64) -> bool {
        self.bits() % 10_000 < parts
    }

    /// One of a list, none if it is empty.
    pub fn pick<'a, T>(&mut self, list: &'a [T]) -> Option<&'a T> {
        if list.is_empty() { None } else { Some(&list[self.place(list.len())]) }
    }

    /// 32 bits, for ids.
    pub fn id(&mut self) -> u32 {
        u32::try_from(self.bits() >> 32).expect("32 bits are left")
    }
}
