//! The code on a cheque: 50 secret bits, printed as 10 symbols and a check symbol, and read back as people
//! type it.
//!
//! Rules "code" and "code entry". A code is a bearer secret: whoever has it has the money. So it has no serde
//! (events never hold one) and its `Debug` shows nothing; `Display` is for letters only.

use std::fmt;

use thiserror::Error;

mod alphabet;
mod check;
#[cfg(test)]
mod tests;

/// Data symbols of a code; the check symbol comes after them.
const DATA_SYMBOLS: usize = 10;
/// Symbols of a code as printed, without dashes.
const SYMBOLS: usize = DATA_SYMBOLS + 1;
/// Bits in one symbol.
const SYMBOL_BITS: u32 = 5;

/// A cheque's code: 50 bits.
#[derive(Clone, Copy, PartialEq, Eq, Hash)]
pub struct Code(u64);

/// Why something typed is not a code. Never repeats the code: refusals end up in logs.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Error)]
pub enum CodeError {
    /// Fewer symbols than a code has, among them none at all.
    #[error("A code has 11 characters, this has {found}: please type all of it, like ABCD-EFGH-JKM.")]
    TooShort {
        /// Symbols there were.
        found: usize,
    },
    /// More symbols than a code has.
    #[error("A code has 11 characters, this has more: please type only the code, like ABCD-EFGH-JKM.")]
    TooLong,
    /// A character that no code contains.
    #[error("The character {0:?} is never part of a code: please compare with the letter.")]
    UnknownSymbol(char),
    /// The check symbol does not fit: at least one symbol is wrong or two are swapped.
    #[error(
        "This is not quite a code, one character is wrong or two are swapped: please compare with the letter."
    )]
    Slip,
}

impl Code {
    /// Bits in a code.
    pub const BITS: u32 = SYMBOL_BITS * 10;

    /// The code of the lowest 50 of these bits; the others are dropped.
    pub const fn from_bits(bits: u64) -> Self {
        Self(bits & ((1 << Self::BITS) - 1))
    }

    /// The 50 bits as a number below 2^50.
    pub const fn bits(self) -> u64 {
        self.0
    }

    /// Reads a code as people type it: upper or lower case, with any spaces and dashes, O for 0 and I or L
    /// for 1. Says which kind of mistake it finds first; never whether such a code was issued.
    ///
    /// # Errors
    /// [`CodeError`]: a sign that no code has, too few or too many of them, or a check symbol that does not fit.
    pub fn parse(typed: &str) -> Result<Self, CodeError> {
        let mut symbols = [0; SYMBOLS];
        let mut found = 0;
        for character in typed.chars().filter(|&character| !alphabet::is_separator(character)) {
            let symbol = alphabet::value(character).ok_or(CodeError::UnknownSymbol(character))?;
            *symbols.get_mut(found).ok_or(CodeError::TooLong)? = symbol;
            found += 1;
        }
        if found < SYMBOLS {
            return Err(CodeError::TooShort { found });
        }
        let [data @ .., check] = symbols;
        if check::symbol(data) != check {
            return Err(CodeError::Slip);
        }
        Ok(Self(data.iter().fold(0, |bits, &symbol| bits << SYMBOL_BITS | u64::from(symbol))))
    }

    /// The data symbols as numbers 0..=31, the most significant bits first.
    fn data(self) -> [u8; DATA_SYMBOLS] {
        let mut bits = self.0;
        let mut data = [0; DATA_SYMBOLS];
        for symbol in data.iter_mut().rev() {
            *symbol = (bits & 31) as u8;
            bits >>= SYMBOL_BITS;
        }
        data
    }
}

/// As in a letter: `XXXX-XXXX-XXX`.
impl fmt::Display for Code {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let data = self.data();
        let symbols = data.into_iter().chain([check::symbol(data)]);
        for (place, symbol) in symbols.enumerate() {
            if place == 4 || place == 8 {
                f.write_str("-")?;
            }
            write!(f, "{}", alphabet::character(symbol))?;
        }
        Ok(())
    }
}

impl fmt::Debug for Code {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Code(…)")
    }
}
