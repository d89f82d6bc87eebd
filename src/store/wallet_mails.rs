//! The addresses that residents left to come back with, and the links in the mails to them. Beside the books: a row opens
//! a wallet, and no event speaks of it.

use super::database::Database;
use super::entities::{wallet_link, wallet_mail};
use super::storage::StoreError;
use crate::domain::{BookId, Timestamp, WalletId};
use sea_orm::sea_query::ExprTrait;
use sea_orm::{ColumnTrait, DatabaseTransaction, EntityTrait, IntoActiveModel, QueryFilter, QueryOrder, Set};

/// A wallet and the book it is in.
pub type Place = (BookId, WalletId);

/// A link that was used.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Used {
    /// The wallet that its address opens; none if there is none.
    pub opens: Option<Place>,
    /// Whether the address was tied to it with this link.
    pub confirmed: bool,
}

/// Keeps a link, by the digest of its token, with the address it is sent to and the wallet that address is to open; none:
/// whichever it opens already.
///
/// # Errors
/// The database's.
pub async fn offer(
    database: &Database,
    digest: [u8; 32],
    (address, until): (&str, Timestamp),
    place: Option<Place>,
) -> Result<(), StoreError> {
    let row = wallet_link::Model {
        digest: digest.to_vec(),
        address: address.into(),
        book: place.map(|(book, _)| book.0),
        wallet: place.map(|(_, wallet)| wallet.0),
        until: until.ms(),
    };
    wallet_link::Entity::insert(row.into_active_model()).exec_without_returning(&database.writer).await?;
    Ok(())
}

/// Uses up a link: its address opens the wallet from now on, if the link says one, and is kept until `until`. None, and
/// nothing is done, if there is no such link, or it is over at `now`.
///
/// # Errors
/// The database's; the link can be used again then.
pub async fn enter(
    database: &Database,
    (link, now): ([u8; 32], Timestamp),
    until: Timestamp,
) -> Result<Option<Used>, StoreError> {
    let tx = database.begin().await?;
    let used = wallet_link::Entity::delete_many()
        .filter(wallet_link::Column::Digest.eq(link.to_vec()))
        .filter(wallet_link::Column::Until.gt(now.ms()))
        .exec_with_returning(&tx)
        .await?;
    let Some(wallet_link::Model { address, book, wallet, .. }) = used.into_iter().next() else {
        tx.rollback().await?;
        return Ok(None);
    };
    let wanted = book.map(BookId).zip(wallet.map(WalletId));
    if let Some(place) = wanted {
        tie(&tx, &address, place, until).await?;
    }
    let opens = match wanted {
        Some(place) => Some(place),
        None => renew(&tx, &address, (now, until)).await?,
    };
    tx.commit().await?;
    Ok(Some(Used { opens, confirmed: wanted.is_some() }))
}

/// An address opens one wallet of a book, and a wallet has one address.
async fn tie(
    tx: &DatabaseTransaction,
    address: &str,
    (book, wallet): Place,
    until: Timestamp,
) -> Result<(), StoreError> {
    let same = wallet_mail::Column::Address.eq(address).or(wallet_mail::Column::Wallet.eq(wallet.0));
    wallet_mail::Entity::delete_many()
        .filter(wallet_mail::Column::Book.eq(book.0))
        .filter(same)
        .exec(tx)
        .await?;
    let (book, wallet, address, until) = (book.0, wallet.0, address.into(), until.ms());
    let row = wallet_mail::Model { book, wallet, address, until };
    wallet_mail::Entity::insert(row.into_active_model()).exec_without_returning(tx).await?;
    Ok(())
}

/// What an address opens: of several books the one where it was used last. It is kept until `until` from now on.
async fn renew(
    tx: &DatabaseTransaction,
    address: &str,
    (now, until): (Timestamp, Timestamp),
) -> Result<Option<Place>, StoreError> {
    let known = wallet_mail::Entity::find()
        .filter(wallet_mail::Column::Address.eq(address))
        .filter(wallet_mail::Column::Until.gt(now.ms()))
        .order_by_desc(wallet_mail::Column::Until);
    let Some(row) = known.one(tx).await? else { return Ok(None) };
    let place = (BookId(row.book), WalletId(row.wallet));
    let mut row = row.into_active_model();
    row.until = Set(until.ms());
    wallet_mail::Entity::update(row).exec(tx).await?;
    Ok(Some(place))
}

/// The address of a wallet; none if it has none at `now`.
///
/// # Errors
/// The database's.
pub async fn find(
    database: &Database,
    (book, wallet): Place,
    now: Timestamp,
) -> Result<Option<String>, StoreError> {
    let one = wallet_mail::Entity::find_by_id((book.0, wallet.0));
    let one = one.filter(wallet_mail::Column::Until.gt(now.ms()));
    Ok(one.one(&database.reader).await?.map(|row| row.address))
}

/// Takes the address from a wallet, and the links that would tie one to it.
///
/// # Errors
/// The database's.
pub async fn remove(database: &Database, (book, wallet): Place) -> Result<(), StoreError> {
    let tx = database.begin().await?;
    wallet_link::Entity::delete_many()
        .filter(wallet_link::Column::Book.eq(book.0))
        .filter(wallet_link::Column::Wallet.eq(wallet.0))
        .exec(&tx)
        .await?;
    wallet_mail::Entity::delete_by_id((book.0, wallet.0)).exec(&tx).await?;
    Ok(tx.commit().await?)
}

/// Deletes what is over at `now`.
///
/// # Errors
/// The database's.
pub async fn forget(database: &Database, now: Timestamp) -> Result<(), StoreError> {
    let db = &database.writer;
    wallet_link::Entity::delete_many().filter(wallet_link::Column::Until.lte(now.ms())).exec(db).await?;
    wallet_mail::Entity::delete_many().filter(wallet_mail::Column::Until.lte(now.ms())).exec(db).await?;
    Ok(())
}
