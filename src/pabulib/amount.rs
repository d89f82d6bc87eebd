//! Amounts as Pabulib files write them: euros, with a comma or a point before at most two decimals.

use super::error::{Reason, shown};

/// The cents in `text`, from 0 to `i64::MAX`. `what` begins the sentence of a refusal, such as "the budget".
///
/// Grouping is refused because `1.250` could be either; so is a sign, because no amount here can be negative.
pub(super) fn cents(text: &str, what: &str) -> Result<i64, Reason> {
    let (euros, decimals) = text.split_once([',', '.']).unwrap_or((text, "0"));
    if !is_digits(euros) || !is_digits(decimals) || decimals.len() > 2 {
        return Err(Reason::NotAnAmount { what: what.to_owned(), text: shown(text) });
    }
    // Filled up with zeros to two decimals, the digits are cents already.
    format!("{euros}{decimals:0<2}")
        .parse()
        .map_err(|_| Reason::AmountTooLarge { what: what.to_owned(), text: shown(text) })
}

pub(super) fn is_digits(text: &str) -> bool {
    !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit())
}
