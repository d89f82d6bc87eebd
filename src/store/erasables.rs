//! Writing and deleting what is known of people: rows outside the log, in the transaction of the command they
//! belong to.

use super::append::{book_of, bytes_of, ints, texts_of};
use super::arrays::{self, Column, Named, Tx};
use super::database::Database;
use super::mails::MailRow;
use super::rows::{Erased, NewInVisit, PersonRow, Tenancy, TextRow, Untied, WriteSet};
use super::storage::StoreError;
use super::wallet_mails;
use crate::domain::{BookId, Timestamp};
use sea_orm::{ConnectionTrait as _, Statement};

/// The tables with addresses; links before what they become, as whoever uses one goes.
const OF_ADDRESSES: [&str; 8] =
    ["mail", "sign_in", "signed_in", "wallet_link", "wallet_mail", "help_offer", "review", "invitation"];

/// Whether anything is kept beside the books with an address, in any of them.
///
/// # Errors
/// The database's.
pub async fn knows(database: &Database, address: &str) -> Result<bool, StoreError> {
    for table in OF_ADDRESSES {
        let db = &database.reader;
        let sql = format!("SELECT 1 FROM {table} WHERE address = $1 LIMIT 1");
        let one = Statement::from_sql_and_values(db.get_database_backend(), sql, [address.into()]);
        if db.query_one_raw(one).await?.is_some() {
            return Ok(true);
        }
    }
    Ok(false)
}

/// Writes the erasable rows of a set, and deletes those that are erased: last, so that no batch brings back
/// what it erases.
pub(super) async fn write(tx: &mut Tx, set: &WriteSet) -> Result<(), StoreError> {
    arrays::insert(tx, "text", texts(set.book, &set.texts)).await?;
    arrays::insert(tx, "person", persons(set.book, &set.persons)).await?;
    let find = "tenancy_household.book = rows.book AND tenancy_household.issuer = rows.issuer \
                AND tenancy_household.tenancy = rows.tenancy";
    arrays::update(tx, "tenancy_household", "ended = rows.ended", find, ended(set.book, &set.ended)).await?;
    let find =
        "visit_code.digest = rows.digest AND visit_code.book = rows.book AND visit_code.cheque = rows.cheque";
    let visits = visits(set.book, &set.visits);
    arrays::update(tx, "visit_code", "generation = rows.generation", find, visits).await?;
    let wallets = set.untied.iter().map(|it| it.wallet.0).collect();
    arrays::delete(tx, "wallet_link", named("wallet", set.book, wallets)).await?;
    let mut told = Vec::new();
    for Untied { wallet, notice, .. } in set.untied.iter().filter(|it| !it.keeps_address) {
        let now = set.head.recorded;
        for mailbox in wallet_mails::take(tx, (set.book, *wallet), now).await? {
            told.push(notice(now, &mailbox)?);
        }
    }
    arrays::insert(tx, "mail", mails(&told)).await?;
    erase(tx, set.book, &set.erased).await?;
    Ok(())
}

/// Deletes rows; answers how many there were.
///
/// # Errors
/// The database's.
pub async fn erase(tx: &mut Tx, book: BookId, erased: &Erased) -> Result<u64, StoreError> {
    let persons: Vec<i64> = erased.persons.iter().map(|id| id.0).collect();
    let texts: Vec<i64> = erased.texts.iter().map(|id| id.0).collect();
    let mut deleted = arrays::delete(tx, "text", named("id", book, texts)).await?;
    deleted += arrays::delete(tx, "person", named("id", book, persons.clone())).await?;
    // What holds the pictures of a report has no words of its own, and pictures of others in it.
    let mut told = named("person", book, persons.clone());
    told.push(("is_report", Column::Int(vec![0; persons.len()])));
    deleted += arrays::delete(tx, "news", told).await?;
    for table in ["sketch", "picture", "picture_words", "review", "invitation"] {
        deleted += arrays::delete(tx, table, named("person", book, persons.clone())).await?;
    }
    for table in OF_ADDRESSES {
        let address = texts_of(&erased.addresses, String::as_str);
        deleted += arrays::delete(tx, table, vec![("address", address)]).await?;
    }
    Ok(deleted)
}

fn named(name: &'static str, book: BookId, ids: Vec<i64>) -> Vec<Named<'static>> {
    vec![("book", book_of(&ids, book)), (name, Column::Int(ids))]
}

fn texts(book: BookId, rows: &[TextRow]) -> Vec<Named<'_>> {
    vec![
        ("book", book_of(rows, book)),
        ("id", ints(rows, |row| row.id.0)),
        ("key", bytes_of(rows, |row| &row.key)),
        ("body", texts_of(rows, |row| &row.body)),
        ("person", Column::OptInt(rows.iter().map(|row| row.person.map(i64::from)).collect())),
    ]
}

fn persons(book: BookId, rows: &[PersonRow]) -> Vec<Named<'_>> {
    vec![
        ("book", book_of(rows, book)),
        ("id", ints(rows, |row| row.id.0)),
        ("body", texts_of(rows, |row| &row.body)),
        ("email", Column::OptText(rows.iter().map(|row| row.email.as_deref()).collect())),
    ]
}

fn mails(rows: &[MailRow]) -> Vec<Named<'_>> {
    vec![
        ("id", bytes_of(rows, |row| &row.id)),
        ("address", texts_of(rows, |row| &row.address)),
        ("letter", texts_of(rows, |row| &row.letter)),
        ("due", ints(rows, |row| row.due.ms())),
        ("tries", ints(rows, |row| row.tries)),
        ("until", ints(rows, |row| row.until.ms())),
    ]
}

fn ended(book: BookId, rows: &[(Tenancy, Timestamp)]) -> Vec<Named<'_>> {
    vec![
        ("book", book_of(rows, book)),
        ("issuer", ints(rows, |(tenancy, _)| tenancy.issuer.0)),
        ("tenancy", texts_of(rows, |(tenancy, _)| &tenancy.key)),
        ("ended", ints(rows, |(_, at)| at.ms())),
    ]
}

fn visits(book: BookId, rows: &[NewInVisit]) -> Vec<Named<'_>> {
    vec![
        ("book", book_of(rows, book)),
        ("digest", bytes_of(rows, |row| &row.digest)),
        ("cheque", ints(rows, |row| row.cheque.0)),
        ("generation", ints(rows, |row| row.generation)),
    ]
}
