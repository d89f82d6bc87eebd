//! The addresses that residents left to come back with, and the links in the mails to them. Beside the books: a row opens
//! a wallet, and no event speaks of it.

use super::arrays::Tx;
use super::database::Database;
use super::entities::{wallet_link, wallet_mail};
use super::mails::{self, MailRow};
use super::storage::StoreError;
use super::visit_codes;
use crate::domain::{BookId, LotId, Timestamp, WalletId};
use sea_orm::sea_query::ExprTrait;
use sea_orm::sqlx;
use sea_orm::{ColumnTrait, DatabaseTransaction, EntityTrait, IntoActiveModel, QueryFilter, QueryOrder, Set};

/// A wallet and the book it is in.
pub type Place = (BookId, WalletId);

/// What an address opens.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Opens {
    /// The wallet.
    pub place: Place,
    /// The newest lot of it that it opens. Lots that come in later are not opened by it, unless it is shown with them.
    pub newest: LotId,
}

/// An address, and the language of whoever left it, as its code.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Mailbox {
    /// The address.
    pub address: String,
    /// The language: `nl`.
    pub language: String,
}

/// The mail at this time to whose address opens a wallet no more.
pub type Notice = fn(Timestamp, &Mailbox) -> Result<MailRow, StoreError>;

/// A link that was used.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Used {
    /// Where it was sent.
    pub address: String,
    /// The wallet that its address opens; none if there is none, or it is not the one that the link says.
    pub opens: Option<Opens>,
    /// Whether the address was to be tied to a wallet with this link.
    pub confirms: bool,
}

/// Keeps a link, by the digest of its token, with the address it is sent to and the wallet that address is to open; none:
/// whichever it opens already.
///
/// # Errors
/// The database's.
pub async fn offer(
    database: &Database,
    digest: [u8; 32],
    (mailbox, until): (&Mailbox, Timestamp),
    opens: Option<Opens>,
) -> Result<(), StoreError> {
    let row = wallet_link::Model {
        digest: digest.to_vec(),
        address: mailbox.address.clone(),
        language: mailbox.language.clone(),
        book: opens.map(|opens| opens.place.0.0),
        wallet: opens.map(|opens| opens.place.1.0),
        lot: opens.map(|opens| opens.newest.0),
        until: until.ms(),
    };
    wallet_link::Entity::insert(row.into_active_model()).exec_without_returning(&database.writer).await?;
    Ok(())
}

/// Takes back a link that was not sent.
///
/// # Errors
/// The database's.
pub async fn withdraw(database: &Database, digest: [u8; 32]) -> Result<(), StoreError> {
    wallet_link::Entity::delete_by_id(digest.to_vec()).exec(&database.writer).await?;
    Ok(())
}

/// Uses up a link: its address opens the wallet from now on, if the link says one, and is kept until `until`, unless it
/// opens another one of the book. Whose address opened the wallet until then gets `notice`. None, and nothing is done, if there is
/// no such link, or it is over at `now`.
///
/// # Errors
/// The database's; the link can be used again then.
pub async fn enter(
    database: &Database,
    (link, now): ([u8; 32], Timestamp),
    until: Timestamp,
    notice: Notice,
) -> Result<Option<Used>, StoreError> {
    let tx = database.begin().await?;
    let used = wallet_link::Entity::delete_many()
        .filter(wallet_link::Column::Digest.eq(link.to_vec()))
        .filter(wallet_link::Column::Until.gt(now.ms()))
        .exec_with_returning(&tx)
        .await?;
    let Some(wallet_link::Model { address, language, book, wallet, lot, .. }) = used.into_iter().next()
    else {
        tx.rollback().await?;
        return Ok(None);
    };
    let place = book.map(BookId).zip(wallet.map(WalletId));
    let wanted = place.zip(lot).map(|(place, lot)| Opens { place, newest: LotId(lot) });
    let mailbox = Mailbox { address, language };
    let (opens, ended) = match wanted {
        Some(opens) => match tie(&tx, &mailbox, opens, (now, until)).await? {
            Some(ended) => (Some(opens), ended),
            None => (None, Vec::new()),
        },
        None => (renew(&tx, &mailbox.address, (now, until)).await?, Vec::new()),
    };
    tell(&tx, now, &ended, notice).await?;
    tx.commit().await?;
    Ok(Some(Used { address: mailbox.address, opens, confirms: wanted.is_some() }))
}

/// Lets mails go out to these addresses together with what they tell of.
async fn tell(
    tx: &DatabaseTransaction,
    now: Timestamp,
    ended: &[Mailbox],
    notice: Notice,
) -> Result<(), StoreError> {
    for mailbox in ended {
        mails::put_with(tx, &notice(now, mailbox)?).await?;
    }
    Ok(())
}

/// Ties an address to a wallet, which has one. Answers with those that opened it until then; with none, and does nothing, if
/// the address opens another wallet of the book already: somebody else may have left it with theirs, and one careless
/// press would shut its owner out.
async fn tie(
    tx: &DatabaseTransaction,
    Mailbox { address, language }: &Mailbox,
    Opens { place: (book, wallet), newest }: Opens,
    (now, until): (Timestamp, Timestamp),
) -> Result<Option<Vec<Mailbox>>, StoreError> {
    let known = wallet_mail::Entity::find()
        .filter(wallet_mail::Column::Address.eq(address.as_str()))
        .filter(wallet_mail::Column::Book.eq(book.0));
    let known = known.one(tx).await?;
    if known.is_some_and(|row| row.wallet != wallet.0 && row.until > now.ms()) {
        return Ok(None);
    }
    let same = wallet_mail::Column::Address.eq(address.as_str()).or(wallet_mail::Column::Wallet.eq(wallet.0));
    let before = wallet_mail::Entity::delete_many()
        .filter(wallet_mail::Column::Book.eq(book.0))
        .filter(same)
        .exec_with_returning(tx)
        .await?;
    let row = wallet_mail::Model {
        book: book.0,
        wallet: wallet.0,
        lot: newest.0,
        address: address.clone(),
        language: language.clone(),
        until: until.ms(),
    };
    wallet_mail::Entity::insert(row.into_active_model()).exec_without_returning(tx).await?;
    // Whoever came by the address of before does not speak for this one.
    visit_codes::unmail(tx, (book, wallet)).await?;
    let others = before.into_iter().filter(|row| row.address != *address);
    Ok(Some(others.filter_map(|row| still(row, now)).collect()))
}

/// The address of a row that was not over at `now`.
fn still(row: wallet_mail::Model, now: Timestamp) -> Option<Mailbox> {
    let wallet_mail::Model { address, language, until, .. } = row;
    (until > now.ms()).then_some(Mailbox { address, language })
}

/// What an address opens: of several books the one where it was used last. It is kept until `until` from now on.
async fn renew(
    tx: &DatabaseTransaction,
    address: &str,
    (now, until): (Timestamp, Timestamp),
) -> Result<Option<Opens>, StoreError> {
    let known = wallet_mail::Entity::find()
        .filter(wallet_mail::Column::Address.eq(address))
        .filter(wallet_mail::Column::Until.gt(now.ms()))
        .order_by_desc(wallet_mail::Column::Until);
    let Some(row) = known.one(tx).await? else { return Ok(None) };
    let opens = Opens { place: (BookId(row.book), WalletId(row.wallet)), newest: LotId(row.lot) };
    let mut row = row.into_active_model();
    row.until = Set(until.ms());
    wallet_mail::Entity::update(row).exec(tx).await?;
    Ok(Some(opens))
}

/// The address of a wallet; none if it has none at `now`.
///
/// # Errors
/// The database's.
pub async fn find(
    database: &Database,
    (book, wallet): Place,
    now: Timestamp,
) -> Result<Option<Mailbox>, StoreError> {
    let row = wallet_mail::Entity::find_by_id((book.0, wallet.0)).one(&database.reader).await?;
    Ok(row.and_then(|row| still(row, now)))
}

/// Lets the address of a wallet open its lots up to this one, which came in while it was shown.
///
/// # Errors
/// The database's.
pub async fn cover(
    database: &Database,
    Opens { place: (book, wallet), newest }: Opens,
) -> Result<(), StoreError> {
    let newer = wallet_mail::ActiveModel { lot: Set(newest.0), ..wallet_mail::ActiveModel::default() };
    wallet_mail::Entity::update_many()
        .filter(wallet_mail::Column::Book.eq(book.0))
        .filter(wallet_mail::Column::Wallet.eq(wallet.0))
        .filter(wallet_mail::Column::Lot.lt(newest.0))
        .set(newer)
        .exec(&database.writer)
        .await?;
    Ok(())
}

/// Takes the address from a wallet, and the links that would tie one to it; an address that was not over at `now` gets
/// `notice`.
///
/// # Errors
/// The database's.
pub async fn remove(
    database: &Database,
    (book, wallet): Place,
    now: Timestamp,
    notice: Notice,
) -> Result<(), StoreError> {
    let tx = database.begin().await?;
    wallet_link::Entity::delete_many()
        .filter(wallet_link::Column::Book.eq(book.0))
        .filter(wallet_link::Column::Wallet.eq(wallet.0))
        .exec(&tx)
        .await?;
    let of_wallet = wallet_mail::Entity::delete_many()
        .filter(wallet_mail::Column::Book.eq(book.0))
        .filter(wallet_mail::Column::Wallet.eq(wallet.0));
    let removed = of_wallet.exec_with_returning(&tx).await?;
    let ended: Vec<Mailbox> = removed.into_iter().filter_map(|row| still(row, now)).collect();
    tell(&tx, now, &ended, notice).await?;
    Ok(tx.commit().await?)
}

/// Takes the address from a wallet in the transaction of an event; answers with it, if it was not over at `now`. Whichever
/// it has by then: another one may have been tied to it since the command was given.
pub(super) async fn take(
    tx: &mut Tx,
    (book, wallet): Place,
    now: Timestamp,
) -> Result<Vec<Mailbox>, StoreError> {
    type Row = (String, String, i64);
    const SQL: &str =
        "DELETE FROM wallet_mail WHERE book = $1 AND wallet = $2 RETURNING address, language, until";
    let rows: Vec<Row> = match tx {
        Tx::Sqlite(tx) => sqlx::query_as(SQL).bind(book.0).bind(wallet.0).fetch_all(&mut **tx).await,
        Tx::Postgres(tx) => sqlx::query_as(SQL).bind(book.0).bind(wallet.0).fetch_all(&mut **tx).await,
    }?;
    let present = rows.into_iter().filter(|(_, _, until)| *until > now.ms());
    Ok(present.map(|(address, language, _)| Mailbox { address, language }).collect())
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
