//! The check symbol: a sum over GF(32) that finds every wrong symbol and every swap of two.
//!
//! A symbol's number is read as a polynomial over GF(2), its bits being the coefficients; the field is
//! GF(2)[x] / (x^5 + x^2 + 1) and alpha = x. The check symbol is c = sum of alpha^i * `d_i`, i = 1..=10.
//!
//! Why it works: alpha generates all 31 non-zero elements, so alpha^0 ..= alpha^10 are distinct and not 0,
//! and c + sum = 0 gives every place its own weight (the check symbol has alpha^0). One symbol off by e != 0
//! changes the sum by alpha^i * e != 0; swapping two that differ by e changes it by
//! (alpha^i + alpha^j) * e != 0, also when one of them is the check symbol. Of other pairs of wrong symbols
//! one in 31 is not noticed.

use super::DATA_SYMBOLS;

/// x^5 + x^2 + 1, the coefficients as bits.
const POLYNOMIAL: u8 = 0b10_0101;

/// The check symbol (0..=31) of the data symbols (0..=31 each) in the order they are printed.
pub(super) fn symbol(data: [u8; DATA_SYMBOLS]) -> u8 {
    // Horner's rule: alpha * (d_1 + alpha * (d_2 + ... + alpha * d_10)).
    data.iter().rev().fold(0, |sum, digit| times_alpha(sum ^ digit))
}

/// One step up in the field: alpha * element.
fn times_alpha(element: u8) -> u8 {
    let shifted = element << 1;
    if shifted & 0b10_0000 == 0 { shifted } else { shifted ^ POLYNOMIAL }
}
