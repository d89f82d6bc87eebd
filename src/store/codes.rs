//! The directory of codes: from a code's digest to its cheque, over all books and generations.

use super::arrays::{self, Column};
use super::database::Database;
use super::load::{bytes, int};
use super::storage::StoreError;
use crate::domain::{BookId, ChequeId};
use sea_orm::QueryResult;
use std::collections::HashMap;

/// Whose code it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct CodeEntry {
    /// The book of its cheque.
    pub book: BookId,
    /// The cheque.
    pub cheque: ChequeId,
    /// Which of the cheque's codes it is; newer ones end it.
    pub generation: i64,
}

/// The entries of these digests; those that are not in the directory are left out.
///
/// # Errors
/// The database's; [`StoreError::Corrupt`] if a digest has not 32 bytes.
pub async fn find(
    database: &Database,
    digests: impl IntoIterator<Item = [u8; 32]>,
) -> Result<HashMap<[u8; 32], CodeEntry>, StoreError> {
    let digests: Vec<[u8; 32]> = digests.into_iter().collect();
    let columns = vec![("digest", Column::Bytes(digests.iter().map(<[u8; 32]>::as_slice).collect()))];
    let rows = arrays::find(&database.reader, "code", "code.digest,book,cheque,generation", columns).await?;
    rows.iter().map(entry).collect()
}

fn entry(row: &QueryResult) -> Result<([u8; 32], CodeEntry), StoreError> {
    let (book, cheque) = (BookId(int(row, 1)?), ChequeId(int(row, 2)?));
    Ok((bytes(row, 0)?, CodeEntry { book, cheque, generation: int(row, 3)? }))
}
