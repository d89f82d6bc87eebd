//! What is known of a person: a row outside the log, that can be erased. Events hold the random id only.

use super::App;
use crate::domain::{BookId, PersonId};
use crate::store::hex::Hex;
use crate::store::{PersonRow, StoreError, persons};
use serde::{Deserialize, Serialize};

/// The most bytes of a name, an e-mail address (RFC 5321) or a telephone number.
const LONGEST: usize = 254;
/// The most bytes of a postal address.
const LONGEST_ADDRESS: usize = 1_000;

/// What is known of a person.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Person {
    /// What they are called.
    pub name: String,
    /// Where they get mail.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub email: Option<String>,
    /// Where they can be called.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub phone: Option<String>,
    /// Where they live, in lines.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub address: Option<String>,
}

/// Why something about a person is not taken.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum PersonRefusal {
    /// Nothing in it.
    #[error("{0} is empty: please fill it in, or leave it out if it may be")]
    Empty(&'static str),
    /// Too much.
    #[error("{field} has {bytes} bytes, and at most {longest} can be kept: please shorten it")]
    TooLong {
        /// What.
        field: &'static str,
        /// How many bytes it has.
        bytes: usize,
        /// How many it may have.
        longest: usize,
    },
    /// Something that is not written or typed, such as a zero byte.
    #[error("{field} holds a character that cannot be printed ({sign:?}): please remove it")]
    Unprintable {
        /// What.
        field: &'static str,
        /// The character.
        sign: char,
    },
    /// No mail can be sent there.
    #[error("this is no e-mail address: it is written like name@example.org")]
    NoEmail,
}

/// Makes the row of a person, with a fresh id. It is written with the command that first names them.
///
/// # Errors
/// The first field that is empty, too long, unprintable or no e-mail address.
pub fn make(app: &App, person: &Person) -> Result<PersonRow, PersonRefusal> {
    person.check()?;
    let body = serde_json::to_string(person).expect("texts always have a JSON form");
    let email = person.email.as_ref().map(|email| email_digest(app, email));
    Ok(PersonRow { id: PersonId::fresh(app.now(), app.draw()), body, email })
}

/// An address as it is compared: spaces around it and capitals make no other.
pub fn same_email(address: &str) -> String {
    address.trim().to_lowercase()
}

/// Whether mail can be sent there, as far as that can be seen. Whether it arrives is found out by sending one.
pub fn is_email(address: &str) -> bool {
    let Some((name, host)) = address.split_once('@') else { return false };
    // Mail servers take others rarely, and whoever typed one would wait for a mail that never comes.
    let is_name = |sign: char| sign.is_ascii_graphic() && !r#"()<>[]:;@\,""#.contains(sign);
    let is_label = |label: &str| {
        !label.is_empty() && label.chars().all(|sign| sign.is_ascii_alphanumeric() || sign == '-')
    };
    address.len() <= LONGEST
        && !name.is_empty()
        && name.chars().all(is_name)
        && host.contains('.')
        && host.split('.').all(is_label)
}

/// The keyed hash by which a person is found again, in hexadecimal digits.
fn email_digest(app: &App, address: &str) -> String {
    let bytes = [b"email ".as_slice(), same_email(address).as_bytes()].concat();
    Hex(&app.keys.request_hash(&bytes)).to_string()
}

/// The persons of a book with this address, the first first.
///
/// # Errors
/// As for [`find`].
pub async fn of_email(app: &App, book: BookId, address: &str) -> Result<Vec<(PersonId, Person)>, StoreError> {
    let rows = persons::of_email(&app.database, book, &email_digest(app, address)).await?;
    rows.into_iter().map(|row| Ok((row.id, read(&row)?))).collect()
}

/// The person of a programme with the same address as this one, or else this one, who is kept from now on.
///
/// # Errors
/// The database's; [`StoreError::Corrupt`] if this one has no address.
pub async fn of_email_or_new(app: &App, book: BookId, new: &PersonRow) -> Result<PersonId, StoreError> {
    let email = new.email.as_deref();
    let email = email.ok_or_else(|| StoreError::Corrupt("a person without an address".into()))?;
    persons::of_email_or_new(&app.database, book, (email, new)).await
}

/// What is known of a person; none if they were erased.
///
/// # Errors
/// The database's; [`StoreError::Corrupt`], which does not quote the row, if it cannot be read.
pub async fn find(app: &App, book: BookId, id: PersonId) -> Result<Option<Person>, StoreError> {
    persons::find(&app.database, book, id).await?.map(|row| read(&row)).transpose()
}

fn read(row: &PersonRow) -> Result<Person, StoreError> {
    // The error would quote the row.
    let unreadable = |_| StoreError::Corrupt(format!("what is known of person {} cannot be read", row.id));
    serde_json::from_str(&row.body).map_err(unreadable)
}

impl Person {
    fn check(&self) -> Result<(), PersonRefusal> {
        check("the name", &self.name, LONGEST)?;
        for (field, words, longest) in [
            ("the e-mail address", &self.email, LONGEST),
            ("the telephone number", &self.phone, LONGEST),
            ("the address", &self.address, LONGEST_ADDRESS),
        ] {
            words.as_ref().map_or(Ok(()), |words| check(field, words, longest))?;
        }
        if self.email.as_deref().is_none_or(is_email) { Ok(()) } else { Err(PersonRefusal::NoEmail) }
    }
}

fn check(field: &'static str, words: &str, longest: usize) -> Result<(), PersonRefusal> {
    if words.trim().is_empty() {
        return Err(PersonRefusal::Empty(field));
    }
    if words.len() > longest {
        return Err(PersonRefusal::TooLong { field, bytes: words.len(), longest });
    }
    let unprintable = |sign: &char| sign.is_control() && *sign != '\n';
    match words.chars().find(unprintable) {
        Some(sign) => Err(PersonRefusal::Unprintable { field, sign }),
        None => Ok(()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn person() -> Person {
        Person { name: "Jan de Vries".into(), ..Person::default() }
    }

    #[test]
    fn addresses_to_which_no_mail_comes_are_none() {
        for address in ["jan@example.org", "jan.de+vries'x@mail.example.co.uk", "j@1.nl"] {
            assert!(is_email(address), "{address}");
        }
        for address in [
            "",
            "jan",
            "@b.nl",
            "jan@",
            "jan@localhost",
            "a@b.c,d@e.f",
            "<a@b.c>",
            "a@b.c(x)",
            "a@@b.c",
            "a@b@c.nl",
            "a b@c.nl",
            "a@b..nl",
            "a@.nl",
            "a@b.nl.",
            "ü@b.nl",
            "a@bücher.de",
            "a\u{202e}@b.nl",
            "a@b.nl\r\nBcc: x@y.nl",
            "smtp://u:p@127.0.0.1:7925",
        ] {
            assert!(!is_email(address), "{address}");
        }
    }

    #[test]
    fn what_is_left_out_is_not_written() {
        assert_eq!(serde_json::to_string(&person()).unwrap(), r#"{"name":"Jan de Vries"}"#);
        let whole = Person {
            email: Some("jan@example.org".into()),
            phone: Some("010 123 45 67".into()),
            address: Some("Kerkstraat 1\n2906 AA  CAPELLE AAN DEN IJSSEL".into()),
            ..person()
        };
        assert_eq!(whole.check(), Ok(()));
        assert_eq!(serde_json::from_str(&serde_json::to_string(&whole).unwrap()).ok(), Some(whole));
    }

    #[test]
    fn refusals_say_what_is_wrong_with_what() {
        let with = |email: &str| Person { email: Some(email.into()), ..person() };
        for (person, words) in [
            (Person { name: " ".into(), ..person() }, "the name is empty"),
            (
                Person { name: "x".repeat(10_000_000), ..person() },
                "the name has 10000000 bytes, and at most 254",
            ),
            (Person { phone: Some("0\u{7}".into()), ..person() }, "the telephone number holds a character"),
            (Person { address: Some("x".repeat(1_001)), ..person() }, "the address has 1001 bytes"),
            (with("jan"), "this is no e-mail address"),
            (with("@example.org"), "this is no e-mail address"),
            (with("jan@localhost"), "this is no e-mail address"),
            (with("jan de@vries.nl"), "this is no e-mail address"),
        ] {
            let refused = person.check().unwrap_err().to_string();
            assert!(refused.starts_with(words), "{refused}");
        }
    }
}
