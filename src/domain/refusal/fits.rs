//! What amounts, names and references must look like.

use super::super::money::Cents;
use super::Refusal;

/// The most an amount may be: ten billion euros. No sum of such amounts comes near the limit of 64 bits.
const MOST_CENTS: i64 = 1_000_000_000_000;

/// The most characters of a name.
pub(super) const LONGEST_NAME: usize = 200;

/// The most characters of a bank reference, as in the end-to-end id of a SEPA payment.
pub(super) const LONGEST_REFERENCE: usize = 35;

/// Refuses an amount of zero or beyond all reason.
pub fn amount_fits(cents: Cents) -> Result<(), Refusal> {
    if cents.is_zero() {
        return Err(Refusal::AmountZero);
    }
    if cents.get() > MOST_CENTS { Err(Refusal::AmountTooLarge) } else { Ok(()) }
}

/// Refuses a name that is empty, too long or not on one line. `what` is what it names.
pub fn name_fits(what: &str, name: &str) -> Result<(), Refusal> {
    let fits = !name.trim().is_empty()
        && name.chars().take(LONGEST_NAME + 1).count() <= LONGEST_NAME
        && !name.chars().any(char::is_control);
    if fits { Ok(()) } else { Err(Refusal::BadName { what: what.to_string() }) }
}

/// Refuses a bank reference with other signs than end-to-end ids of SEPA payments have (EPC 217-08), with spaces,
/// or with what looks like an account number: names and numbers of people must not get into events.
pub fn reference_fits(reference: &str) -> Result<(), Refusal> {
    let is_known = |sign: char| sign.is_ascii_alphanumeric() || "/-?:().,'+".contains(sign);
    let fits = (1..=LONGEST_REFERENCE).contains(&reference.len()) && reference.chars().all(is_known);
    let signs = |sign: char| !sign.is_ascii_alphanumeric();
    let is_account = reference.split(signs).any(is_iban) || is_iban(&reference.replace(signs, ""));
    if fits && !is_account { Ok(()) } else { Err(Refusal::BadReference) }
}

/// Two letters, two digits and 11 to 30 letters or digits that fit each other, as in an account number (ISO 13616).
/// References of creditors (ISO 11649) are made in the same way, and begin with letters that are no country's.
fn is_iban(text: &str) -> bool {
    let bytes = text.as_bytes();
    (15..=34).contains(&bytes.len())
        && bytes[..2].iter().all(u8::is_ascii_alphabetic)
        && !bytes[..2].eq_ignore_ascii_case(b"RF")
        && bytes[2..4].iter().all(u8::is_ascii_digit)
        && bytes[4..].iter().all(u8::is_ascii_alphanumeric)
        && remainder(bytes[4..].iter().chain(&bytes[..4])) == 1
}

/// The remainder by 97 of letters and digits read as a number, where A is 10 and Z is 35 (ISO 7064).
fn remainder<'a>(signs: impl Iterator<Item = &'a u8>) -> u32 {
    let value = |sign: &u8| char::from(*sign).to_digit(36).unwrap_or(0);
    signs.map(value).fold(0, |sum, value| (sum * if value < 10 { 10 } else { 100 } + value) % 97)
}
