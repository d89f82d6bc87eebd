//! What people send: fields as they were typed, each of which is kept where something is wrong with it.

use super::problem::Problem;
use crate::app::CommandKey;
use crate::domain::Cents;
use axum::extract::rejection::RawFormRejection;
use axum::extract::{FromRequest, RawForm, Request};
use rust_decimal::Decimal;

/// The fields of a form, in the order in which they were sent.
#[derive(Debug)]
pub struct Form(pub Vec<(String, String)>);

impl<S: Send + Sync> FromRequest<S> for Form {
    type Rejection = Problem;

    async fn from_request(request: Request, state: &S) -> Result<Self, Problem> {
        let unreadable = |_: RawFormRejection| Problem::Unreadable;
        let RawForm(bytes) = RawForm::from_request(request, state).await.map_err(unreadable)?;
        serde_urlencoded::from_bytes(&bytes).map(Self).map_err(|_| Problem::Unreadable)
    }
}

/// The first field with this name, without spaces around it; empty if there is none.
pub fn field<'f>(form: &'f Form, name: &str) -> &'f str {
    form.0.iter().find(|(found, _)| found == name).map_or("", |(_, value)| value.trim())
}

/// The lines of a field, without what cannot be printed, and not more than so many characters.
pub fn lines(form: &Form, name: &str, most: usize) -> String {
    // Browsers send line ends as two signs.
    let typed = field(form, name).replace("\r\n", "\n");
    typed.chars().filter(|sign| !sign.is_control() || *sign == '\n').take(most).collect()
}

/// An amount as people type it: `2,50`, `2.5`, `€ 3`; nothing typed is none.
///
/// # Errors
/// [`NotAnAmount`] for anything else, more than two decimals, or more than there is money in the world.
pub fn amount(typed: &str) -> Result<Option<Cents>, NotAnAmount> {
    let text: String = typed.chars().filter(|sign| !sign.is_whitespace() && *sign != '€').collect();
    if text.is_empty() {
        return Ok(None);
    }
    if !text.bytes().all(|sign| sign.is_ascii_digit() || sign == b',' || sign == b'.') {
        return Err(NotAnAmount);
    }
    // Whoever writes a thousand as `1.000` does not mean one.
    if text.split_once([',', '.']).is_some_and(|(_, decimals)| decimals.len() > 2) {
        return Err(NotAnAmount);
    }
    let euros = Decimal::from_str_exact(&text.replace(',', ".")).map_err(|_| NotAnAmount)?;
    let cents = euros.checked_mul(Decimal::ONE_HUNDRED).filter(Decimal::is_integer);
    let cents = cents.and_then(|cents| i64::try_from(cents).ok()).ok_or(NotAnAmount)?;
    Cents::new(cents).map(Some).map_err(|_| NotAnAmount)
}

/// An amount as it is typed: `12,50`.
pub fn typed(cents: Cents) -> String {
    format!("{},{:02}", cents.get() / 100, cents.get() % 100)
}

/// Something that is no amount.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct NotAnAmount;

/// The key of a form, drawn when it is shown: sent twice, it is done once.
///
/// # Errors
/// [`Problem::Unreadable`] without one.
pub fn key(form: &Form) -> Result<CommandKey, Problem> {
    CommandKey::parse(field(form, "key")).ok_or(Problem::Unreadable)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn amounts_are_read_as_people_type_them() {
        for (typed, cents) in [
            ("", None),
            ("  ", None),
            ("2,50", Some(250)),
            ("2.5", Some(250)),
            ("€ 3", Some(300)),
            ("0,01", Some(1)),
            (",5", Some(50)),
            ("0", Some(0)),
        ] {
            let found = amount(typed).map(|found| found.map(Cents::get));
            assert_eq!(found, Ok(cents), "{typed:?}");
        }
        for typed in [
            "-1",
            "2,505",
            "1.000",
            "2,500",
            "0,010",
            "1.000,00",
            "twee",
            "1e3",
            "99999999999999999999",
            "+2",
            "٢",
        ] {
            assert_eq!(amount(typed), Err(NotAnAmount), "{typed:?}");
        }
    }
}
