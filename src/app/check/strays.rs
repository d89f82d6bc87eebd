//! Rows of books that do not exist.

use super::super::replay::Unproven;
use super::differences::differs;
use crate::domain::BookId;
use crate::store::{Database, Snapshot};
use crate::views;
use std::collections::BTreeSet;

/// The tables in which rows belong to a book, beside those of the views.
const TABLES: [&str; 21] = [
    "book_head",
    "event",
    "transfer",
    "account",
    "state",
    "command",
    "text",
    "person",
    "tenancy_cheque",
    "tenancy_household",
    "code",
    "visit_code",
    "sketch",
    "picture",
    "picture_words",
    "help_offer",
    "review",
    "wallet_mail",
    "wallet_link",
    "news",
    "invitation",
];

/// All tables in which rows belong to a book.
pub fn tables_of_books() -> impl Iterator<Item = &'static str> {
    TABLES.into_iter().chain(views::TABLES)
}

/// Proves that no table has rows of a book that is not among the books.
///
/// # Errors
/// [`Unproven::Differs`] with the first table and book; the database's.
pub async fn strays(database: &Database) -> Result<(), Unproven> {
    let snapshot = Snapshot::begin(database).await?;
    let books = books_in(&snapshot, "book").await?;
    for table in tables_of_books() {
        if let Some(book) = books_in(&snapshot, table).await?.difference(&books).next() {
            return differs(format!("the table {table} has rows of book {book}, which does not exist"));
        }
    }
    Ok(())
}

/// Each is found by one look into the index of the table.
async fn books_in(snapshot: &Snapshot, table: &str) -> Result<BTreeSet<BookId>, Unproven> {
    let (mut books, mut from) = (BTreeSet::new(), Some(i64::MIN));
    while let Some(first) = from {
        let book = snapshot.first_book(table, first).await?;
        books.extend(book);
        from = book.and_then(|book| book.0.checked_add(1));
    }
    Ok(books)
}
