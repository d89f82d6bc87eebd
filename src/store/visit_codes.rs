//! The codes that were typed in visits to the website, or came with a link in a mail. They are forgotten by themselves
//! and are no part of the books; they are in the database so that all processes that serve the website share them.

use super::codes::CodeEntry;
use super::database::Database;
use super::entities::visit_code::{Column, Entity, Model};
use super::single::timestamp;
use super::storage::StoreError;
use crate::domain::{BookId, ChequeId, Timestamp, WalletId};
use sea_orm::sea_query::Expr;
use sea_orm::{ColumnTrait, ConnectionTrait, EntityTrait, IntoActiveModel, QueryFilter, QueryOrder};

/// A code that was typed in a visit.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct VisitCode {
    /// What it leads to.
    pub entry: CodeEntry,
    /// When it is forgotten.
    pub until: Timestamp,
    /// The wallet that a link in a mail opened with it; none if it was typed.
    pub mailed: Option<WalletId>,
}

/// Puts a visit with these codes, the one that was typed last first, in the place of another, which ends.
///
/// # Errors
/// The database's.
pub async fn replace(
    database: &Database,
    before: Option<[u8; 32]>,
    (digest, codes): ([u8; 32], &[VisitCode]),
) -> Result<(), StoreError> {
    let row = |(place, VisitCode { entry, until, mailed }): (i64, &VisitCode)| {
        let (digest, book, cheque) = (digest.to_vec(), entry.book.0, entry.cheque.0);
        let (until, mailed) = (until.ms(), mailed.map(|wallet| wallet.0));
        Model { digest, place, book, cheque, generation: entry.generation, until, mailed }
    };
    let rows = (0..).zip(codes).map(|code| row(code).into_active_model());
    let tx = database.begin().await?;
    if let Some(before) = before {
        Entity::delete_many().filter(Column::Digest.eq(before.to_vec())).exec(&tx).await?;
    }
    Entity::insert_many(rows).exec_without_returning(&tx).await?;
    Ok(tx.commit().await?)
}

/// The codes of a visit that are not forgotten at `now`, the one that was typed last first.
///
/// # Errors
/// The database's; [`StoreError::Corrupt`] for an impossible time.
pub async fn find(
    database: &Database,
    digest: [u8; 32],
    now: Timestamp,
) -> Result<Vec<VisitCode>, StoreError> {
    let of_visit = Entity::find().filter(Column::Digest.eq(digest.to_vec()));
    let remembered = of_visit.filter(Column::Until.gt(now.ms())).order_by_asc(Column::Place);
    let code = |Model { book, cheque, generation, until, mailed, .. }: Model| {
        let entry = CodeEntry { book: BookId(book), cheque: ChequeId(cheque), generation };
        Ok(VisitCode { entry, until: timestamp(until)?, mailed: mailed.map(WalletId) })
    };
    remembered.all(&database.reader).await?.into_iter().map(code).collect()
}

/// Takes it from all visits that a link in a mail opened this wallet in them: another address opens it from now on.
///
/// # Errors
/// The database's.
pub async fn unmail<C: ConnectionTrait>(
    connection: &C,
    (book, wallet): (BookId, WalletId),
) -> Result<(), StoreError> {
    Entity::update_many()
        .col_expr(Column::Mailed, Expr::value(None::<i64>))
        .filter(Column::Book.eq(book.0))
        .filter(Column::Mailed.eq(wallet.0))
        .exec(connection)
        .await?;
    Ok(())
}

/// Ends a visit.
///
/// # Errors
/// The database's.
pub async fn end(database: &Database, digest: [u8; 32]) -> Result<(), StoreError> {
    Entity::delete_many().filter(Column::Digest.eq(digest.to_vec())).exec(&database.writer).await?;
    Ok(())
}

/// Deletes the codes that are forgotten at `now`.
///
/// # Errors
/// The database's.
pub async fn forget(database: &Database, now: Timestamp) -> Result<(), StoreError> {
    Entity::delete_many().filter(Column::Until.lte(now.ms())).exec(&database.writer).await?;
    Ok(())
}
