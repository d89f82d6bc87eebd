//! What initiators tell those who support them while an initiative goes on, with pictures. It is shown on its page until
//! an initiator or a moderator takes it down, or whoever wrote it is erased.

use super::manage::Managed;
use super::texts::{self, TextRefusal};
use super::{App, initiatives, reviews};
use crate::domain::initiative::{Initiative, InitiativeStatus};
use crate::domain::{BookId, InitiativeId, NewsId, PersonId, PictureId, Timestamp};
use crate::store::StoreError;
use crate::store::mails::MailRow;
use crate::store::news::{self, Most, NewsRow, Told};
use crate::store::pictures::{self, Owner};
use std::collections::BTreeSet;

/// The most there may be of an initiative.
const MOST: u64 = 50;
/// The most within a day.
const A_DAY: u64 = 5;
/// A day, in milliseconds.
const DAY: i64 = 24 * 60 * 60 * 1000;
/// How many are shown at once.
pub const SHOWN: usize = 10;
/// The most characters of one.
pub const LONGEST: usize = 2_000;

/// Why something was not told.
#[derive(Debug, thiserror::Error)]
pub enum NotTold {
    /// Words that cannot be kept.
    #[error(transparent)]
    Text(#[from] TextRefusal),
    /// There is enough of this initiative.
    #[error("{MOST} things were told of this initiative, and there is no room for more")]
    Enough,
    /// There is enough of today.
    #[error("{A_DAY} things were told of this initiative within a day: please tell this tomorrow")]
    EnoughForNow,
    /// Whoever tells it was erased meanwhile.
    #[error("this is nobody's any more")]
    Gone,
    /// The store.
    #[error(transparent)]
    Store(#[from] StoreError),
}

/// Something that was told, with its pictures.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct News {
    /// Its id.
    pub id: NewsId,
    /// Of which initiative.
    pub initiative: InitiativeId,
    /// Who wrote it.
    pub person: PersonId,
    /// When.
    pub made: Timestamp,
    /// Whether it holds the pictures of the report.
    pub is_report: bool,
    /// Its words.
    pub body: String,
    /// Its pictures, each with what is on it.
    pub pictures: Vec<(PictureId, String)>,
}

/// Whether something can be told of an initiative: everybody may read about it, and no moderator has stopped it.
pub fn takes(state: &Initiative) -> bool {
    state.is_public() && !reviews::is_stopped(state.status)
}

/// Whether there is a report to be written, or corrected.
pub fn reports(status: InitiativeStatus) -> bool {
    matches!(status, InitiativeStatus::InProgress | InitiativeStatus::ReportDue | InitiativeStatus::Reported)
}

/// Whether an initiator can give something that was told a picture. What was told belongs to who told it, the report to
/// all initiators until it was accepted: so each thing goes with one person. Taking something down is for all of them,
/// always: whoever told it may have left.
pub fn takes_pictures(news: &News, state: &Initiative, person: PersonId) -> bool {
    let is_theirs = state.persons.contains(&person);
    is_theirs && if news.is_report { reports(state.status) } else { news.person == person && takes(state) }
}

/// The same as things stand now; no if it was taken down.
///
/// # Errors
/// As for [`of`].
pub async fn takes_pictures_now(
    app: &App,
    book: BookId,
    (id, person): (NewsId, PersonId),
) -> Result<bool, StoreError> {
    let Some(news) = find(app, book, id).await? else { return Ok(false) };
    let told = initiatives::find(app, book, news.initiative).await?;
    Ok(told.is_some_and(|told| takes_pictures(&news, &told.state, person)))
}

/// Tells something of an initiative.
///
/// # Errors
/// [`NotTold`].
pub async fn tell(app: &App, book: BookId, managed: &Managed, words: &str) -> Result<NewsId, NotTold> {
    texts::check(words)?;
    let body: String = words.trim().chars().take(LONGEST).collect();
    let row = NewsRow { body, ..fresh(app, managed) };
    let since = row.made.checked_add_ms(-DAY).unwrap_or(Timestamp::MIN);
    match news::put(&app.database, book, &row, Most { all: MOST, recent: (since, A_DAY) }).await? {
        Told::Yes(id) => Ok(id),
        Told::Gone => Err(NotTold::Gone),
        Told::Enough => Err(NotTold::Enough),
        Told::EnoughForNow => Err(NotTold::EnoughForNow),
    }
}

/// What holds the pictures of the report of an initiative, made when it is first needed; none if whoever asks was erased.
///
/// # Errors
/// The database's.
pub async fn of_report_or_new(
    app: &App,
    book: BookId,
    managed: &Managed,
) -> Result<Option<NewsId>, StoreError> {
    let row = NewsRow { is_report: true, ..fresh(app, managed) };
    news::of_report_or_new(&app.database, book, &row).await
}

fn fresh(app: &App, managed: &Managed) -> NewsRow {
    let made = app.now();
    let (id, initiative) = (NewsId::fresh(made, app.draw()), managed.told.id);
    NewsRow { id, initiative, person: managed.person, made, is_report: false, body: String::new() }
}

/// What holds the pictures of the report of an initiative, with them; none if there are no pictures.
///
/// # Errors
/// The database's.
pub async fn pictures_of_report(
    app: &App,
    book: BookId,
    initiative: InitiativeId,
) -> Result<Option<(NewsId, Vec<(PictureId, String)>)>, StoreError> {
    let Some(id) = news::of_report(&app.database, book, initiative).await? else { return Ok(None) };
    let pictures = pictures::of(&app.database, book, Owner::News(id)).await?;
    Ok(Some((id, pictures)).filter(|(_, pictures)| !pictures.is_empty()))
}

/// What was told of an initiative, the newest first: [`SHOWN`] behind as many pages, and whether there is more.
///
/// # Errors
/// The database's; [`StoreError::Corrupt`] if a row cannot be read.
pub async fn of(
    app: &App,
    book: BookId,
    initiative: InitiativeId,
    page: u64,
) -> Result<(Vec<News>, bool), StoreError> {
    let after = page.min(MOST) * SHOWN as u64;
    let mut rows = news::of(&app.database, book, initiative, (after, SHOWN as u64 + 1)).await?;
    let has_more = rows.len() > SHOWN;
    rows.truncate(SHOWN);
    let ids: Vec<NewsId> = rows.iter().map(|row| row.id).collect();
    let mut pictures = pictures::of_news(&app.database, book, &ids).await?;
    let news = rows.into_iter().map(|row| {
        let pictures = pictures.remove(&row.id).unwrap_or_default();
        with_pictures(row, pictures)
    });
    Ok((news.collect(), has_more))
}

/// All that was told of an initiative, the newest first, without pictures: for those who tell it.
///
/// # Errors
/// As for [`of`].
pub async fn all(app: &App, book: BookId, initiative: InitiativeId) -> Result<Vec<News>, StoreError> {
    let rows = news::of(&app.database, book, initiative, (0, MOST)).await?;
    Ok(rows.into_iter().map(|row| with_pictures(row, Vec::new())).collect())
}

/// One, with its pictures; none if there is none.
///
/// # Errors
/// As for [`of`].
pub async fn find(app: &App, book: BookId, id: NewsId) -> Result<Option<News>, StoreError> {
    let Some(row) = news::find(&app.database, book, id).await? else { return Ok(None) };
    let pictures = pictures::of(&app.database, book, Owner::News(id)).await?;
    Ok(Some(with_pictures(row, pictures)))
}

/// Those of these initiatives of which something was told.
///
/// # Errors
/// The database's.
pub async fn told_of(
    app: &App,
    book: BookId,
    initiatives: &[InitiativeId],
) -> Result<BTreeSet<InitiativeId>, StoreError> {
    news::told_of(&app.database, book, initiatives).await
}

/// The initiative that something was told of; none if there is no such thing.
///
/// # Errors
/// As for [`of`].
pub async fn initiative(app: &App, book: BookId, id: NewsId) -> Result<Option<InitiativeId>, StoreError> {
    Ok(news::find(&app.database, book, id).await?.map(|row| row.initiative))
}

/// Takes down something that was told of an initiative, with its pictures; of its report the pictures. Whoever wrote it may
/// have left, so each initiator may, and a moderator, with mails that tell of it. Twice does no harm.
///
/// # Errors
/// The database's.
pub async fn take_down(
    app: &App,
    book: BookId,
    which: (NewsId, InitiativeId),
    told: &[MailRow],
) -> Result<(), StoreError> {
    news::delete(&app.database, book, which, told).await
}

fn with_pictures(row: NewsRow, pictures: Vec<(PictureId, String)>) -> News {
    let NewsRow { id, initiative, person, made, is_report, body } = row;
    News { id, initiative, person, made, is_report, body, pictures }
}
