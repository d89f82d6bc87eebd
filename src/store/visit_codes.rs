//! The codes that were typed in visits to the website. They are forgotten by themselves and are no part of the books;
//! they are in the database so that all processes that serve the website share them.

use super::codes::CodeEntry;
use super::database::Database;
use super::storage::StoreError;
use crate::domain::{BookId, ChequeId, Timestamp};
use sea_orm::{ActiveValue, ColumnTrait, EntityTrait, QueryFilter, QueryOrder, TransactionTrait};

mod entity {
    //! The table.

    use sea_orm::entity::prelude::*;

    /// A code that was typed in a visit.
    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "visit_code")]
    pub struct Model {
        /// SHA-256 of the token in the cookie.
        #[sea_orm(primary_key, auto_increment = false)]
        pub digest: Vec<u8>,
        /// 0 is the code that was typed last.
        #[sea_orm(primary_key, auto_increment = false)]
        pub place: i64,
        /// The book of the cheque.
        pub book: i64,
        /// The cheque.
        pub cheque: i64,
        /// Which of its codes it is.
        pub generation: i64,
        /// When it is forgotten, in milliseconds since 1970 UTC.
        pub until: i64,
    }

    #[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
    pub enum Relation {}

    impl ActiveModelBehavior for ActiveModel {}
}

use entity::{ActiveModel, Column, Entity};

/// A code that was typed in a visit.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct VisitCode {
    /// What it leads to.
    pub entry: CodeEntry,
    /// When it is forgotten.
    pub until: Timestamp,
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
    let row = |(place, code): (i64, &VisitCode)| ActiveModel {
        digest: ActiveValue::Set(digest.to_vec()),
        place: ActiveValue::Set(place),
        book: ActiveValue::Set(code.entry.book.0),
        cheque: ActiveValue::Set(code.entry.cheque.0),
        generation: ActiveValue::Set(code.entry.generation),
        until: ActiveValue::Set(code.until.ms()),
    };
    let tx = database.writer.begin().await?;
    if let Some(before) = before {
        Entity::delete_many().filter(Column::Digest.eq(before.to_vec())).exec(&tx).await?;
    }
    Entity::insert_many((0..).zip(codes).map(row)).exec_without_returning(&tx).await?;
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
    let code = |row: entity::Model| {
        let entry =
            CodeEntry { book: BookId(row.book), cheque: ChequeId(row.cheque), generation: row.generation };
        let until = Timestamp::try_from(row.until).map_err(|error| StoreError::Corrupt(error.to_string()))?;
        Ok(VisitCode { entry, until })
    };
    remembered.all(&database.reader).await?.into_iter().map(code).collect()
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
