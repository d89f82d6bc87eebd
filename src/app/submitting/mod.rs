//! Submitting a sketch: it becomes an initiative, once, whatever is cut off on the way.
//!
//! What is asked for is kept with the sketch first, under a key of its own. Whoever submits the sketch after that asks
//! for the same under the same key, gets the same answer, and notes it at the sketch. What cannot be asked for again is
//! looked up instead: what was done stays known under its key.

mod held;

pub(super) use held::let_go;

use super::sketches::{self, Missing, Sketch, Sketched, can_change};
use super::texts::{self, TextRefusal};
use super::writer::{Failure, Rows};
use super::{App, CommandKey, Wish};
use crate::domain::initiative::{
    Initiative, InitiativeCommand, InitiativeEvent, InitiativeStatus, Line, Plan,
};
use crate::domain::{
    Actor, BookId, Event, InitiativeId, MoneyError, PersonId, Refusal, SketchId, TextId, WalletId,
};
use crate::store::sketches::{self as rows, SketchRow};
use crate::store::submitting::{self, OnItsWay};
use crate::store::{Storage as _, StoreError, TextRow, Wanted, codec};
use crate::views::initiators;
use serde::{Deserialize, Serialize};

/// How long something that was asked for may be on its way without being written, in milliseconds: longer than a writer
/// tries with a database that is silent.
const UNDER_WAY: i64 = 20 * 60 * 1000;

/// How many initiatives of one person may wait for a moderator: whoever submits a hundred hides those of others.
pub const MOST_WAITING: usize = 5;

/// Why a sketch is not submitted.
#[derive(Debug, thiserror::Error)]
pub enum NotSubmitted {
    /// It was thrown away meanwhile.
    #[error("this was thrown away")]
    Gone,
    /// Enough of theirs wait for a moderator.
    #[error("{MOST_WAITING} of yours wait for a moderator already")]
    Enough,
    /// Something has to be filled in.
    #[error("something is not filled in yet")]
    Missing(Missing),
    /// Words that cannot be kept.
    #[error(transparent)]
    Text(#[from] TextRefusal),
    /// It may not be done, or could not.
    #[error(transparent)]
    Failed(#[from] Failure),
}

impl From<StoreError> for NotSubmitted {
    fn from(error: StoreError) -> Self {
        Self::Failed(error.into())
    }
}

/// Whether what is filled in was kept.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Saved {
    /// It was.
    Yes,
    /// It was submitted meanwhile.
    Submitted,
    /// It was thrown away meanwhile.
    Gone,
}

/// The id and the key of a text.
type Name = (TextId, [u8; 32]);

/// An initiative that is asked for: all that makes the wish the same when it is asked again.
#[derive(Clone, Debug, Serialize, Deserialize)]
struct Asked {
    /// The key of the command, as it is written.
    key: String,
    /// What was filled in.
    sketch: Sketch,
    /// The wallets that were shown to be the initiator's.
    wallets: Vec<WalletId>,
    /// The texts of the plan, in its order: each with its id and its key.
    texts: Vec<Name>,
}

/// Submits a sketch: it becomes an initiative, or changes the one it became. Who opens it has shown `wallets` to be
/// theirs: what comes from there is the initiator's own.
///
/// # Errors
/// [`NotSubmitted`].
pub async fn submit(
    app: &App,
    book: BookId,
    (sketched, wallets): (&Sketched, Vec<WalletId>),
) -> Result<InitiativeId, NotSubmitted> {
    let sketched = filled_in(app, book, sketched.id).await?;
    let (initiative, drafted) = match sketched.initiative {
        Some(initiative) => (initiative, None),
        None if is_one_too_many(app, book, &sketched).await? => return Err(NotSubmitted::Enough),
        None => draft(app, book, &sketched, wallets).await?,
    };
    // In a task of its own: a browser that goes away leaves nothing held.
    let (app, id) = (app.clone(), sketched.id);
    let held = tokio::spawn(async move { held::submit(&app, book, (id, initiative), drafted).await });
    held.await.map_err(|error| Failure::Broken(error.to_string()))??;
    Ok(initiative)
}

/// A sketch as it is now, in which nothing is missing.
async fn filled_in(app: &App, book: BookId, id: SketchId) -> Result<Sketched, NotSubmitted> {
    let sketched = sketches::again(app, book, id).await?.ok_or(NotSubmitted::Gone)?;
    match sketched.sketch.missing() {
        Some(missing) => Err(NotSubmitted::Missing(missing)),
        None => Ok(sketched),
    }
}

/// Whether enough of theirs wait already. What was asked for before is not one more.
async fn is_one_too_many(app: &App, book: BookId, sketched: &Sketched) -> Result<bool, StoreError> {
    let on_its_way = submitting::find(&app.database, book, sketched.id).await?;
    let is_begun = on_its_way.is_some_and(|it| it.asked.is_some() || it.initiative.is_some());
    Ok(!is_begun && waiting(app, book, sketched.person).await? >= MOST_WAITING)
}

/// Keeps what is filled in, unless it was submitted or thrown away meanwhile: a form may come half a minute after its
/// first line, and what a moderator has read stays as it is. Where it is not known what became of an earlier try to
/// submit it, that is asked for again first.
///
/// # Errors
/// [`Failure::Busy`] while it may be submitted at this moment; the database's.
pub async fn save(app: &App, book: BookId, sketched: &Sketched) -> Result<Saved, Failure> {
    let Sketched { id, person, mut initiative, .. } = *sketched;
    let body = sketches::body(&sketched.sketch)?;
    for _ in 0..2 {
        if !can_change(app, book, &Sketched { initiative, ..sketched.clone() }).await? {
            return Ok(Saved::Submitted);
        }
        if rows::save(&app.database, book, &SketchRow { id, person, initiative, body: body.clone() }).await? {
            return Ok(Saved::Yes);
        }
        initiative = match submitting::find(&app.database, book, id).await? {
            None => return Ok(Saved::Gone),
            // What was refused can be mended.
            Some(OnItsWay { asked: Some(stored), initiative: was }) => {
                match resume(app, book, (id, person), &stored).await {
                    Err(Failure::Refused(_) | Failure::RefusedByOther) => was,
                    became => became?.or(was),
                }
            }
            Some(OnItsWay { initiative, .. }) => initiative,
        };
    }
    Err(Failure::Busy)
}

/// How many initiatives of a person wait for a moderator, or for them.
async fn waiting(app: &App, book: BookId, person: PersonId) -> Result<usize, StoreError> {
    let ids = initiators::of(&app.database, book, person, 2 * MOST_WAITING).await?;
    let states = app.look_all::<Initiative>(book, ids).await?;
    let waits = |state: &Initiative| {
        use InitiativeStatus::{ChangesAsked, Draft, Submitted};
        matches!(state.status, Draft | Submitted | ChangesAsked)
    };
    Ok(states.iter().filter(|(_, state)| waits(state)).count())
}

/// Throws away a sketch, unless it is or was submitted; answers whether it is gone.
///
/// # Errors
/// [`Failure::Busy`] while it may be submitted at this moment; the database's.
pub async fn discard(app: &App, book: BookId, sketched: &Sketched) -> Result<bool, Failure> {
    let id = sketched.id;
    rows::delete(&app.database, book, id).await?;
    if let Some(OnItsWay { asked: Some(stored), .. }) = submitting::find(&app.database, book, id).await?
        && settle(app, book, (id, &stored)).await?.is_none()
    {
        rows::delete(&app.database, book, id).await?;
    }
    Ok(submitting::find(&app.database, book, id).await?.is_none())
}

/// Makes an initiative of a sketch, or finds the one that it became; answers with what that says, where it is known.
async fn draft(
    app: &App,
    book: BookId,
    sketched: &Sketched,
    wallets: Vec<WalletId>,
) -> Result<(InitiativeId, Option<Sketch>), NotSubmitted> {
    // What was asked for before may come to nothing; then this is asked for.
    for _ in 0..2 {
        if let Some(drafted) = ask(app, book, sketched, wallets.clone()).await? {
            return Ok(drafted);
        }
    }
    Err(Failure::Busy.into())
}

/// Asks once; none if something else was asked for before, and nothing came of that.
async fn ask(
    app: &App,
    book: BookId,
    sketched: &Sketched,
    wallets: Vec<WalletId>,
) -> Result<Option<(InitiativeId, Option<Sketch>)>, NotSubmitted> {
    let Sketched { id, person, sketch, .. } = sketched;
    let own = Asked {
        key: app.fresh_key().to_string(),
        sketch: sketch.clone(),
        wallets,
        texts: names(app, sketch)?,
    };
    // Words that cannot be kept are refused before anything is.
    plan(*person, sketch, &own.texts)?;
    submitting::begin(&app.database, book, *id, &written(&own)?).await?;
    // Another tab, or whoever was cut off, may have asked for something before.
    let stored = match submitting::find(&app.database, book, *id).await? {
        None => return Err(NotSubmitted::Gone),
        Some(OnItsWay { initiative: Some(initiative), .. }) => return Ok(Some((initiative, None))),
        Some(OnItsWay { asked, .. }) => asked.ok_or(NotSubmitted::Gone)?,
    };
    let asked = serde_json::from_str::<Asked>(&stored).ok();
    match resume(app, book, (*id, *person), &stored).await {
        // That was said of what was filled in before, and it may be mended.
        Err(Failure::Refused(_) | Failure::RefusedByOther)
            if asked.as_ref().is_none_or(|asked| asked.key != own.key) =>
        {
            Ok(None)
        }
        became => Ok(became?.map(|initiative| (initiative, asked.map(|asked| asked.sketch)))),
    }
}

/// Asks for what was asked for before, once more, and notes at the sketch what became of it: an initiative, or nothing.
async fn resume(
    app: &App,
    book: BookId,
    (id, person): (SketchId, PersonId),
    stored: &str,
) -> Result<Option<InitiativeId>, Failure> {
    let Ok(wish) = read(person, stored) else { return settle(app, book, (id, stored)).await };
    let drafted = match app.ask(book, wish).await {
        // Another version of this program writes the same wish otherwise.
        Err(Failure::KeyReused) => return settle(app, book, (id, stored)).await,
        Err(failure @ (Failure::Refused(_) | Failure::RefusedByOther)) => {
            submitting::forget(&app.database, book, id, stored).await?;
            return Err(failure);
        }
        answered => answered?,
    };
    let initiative = drafted.events.iter().find_map(number);
    let initiative =
        initiative.ok_or_else(|| Failure::Broken("an initiative was drafted without a number".into()))?;
    submitting::done(&app.database, book, (id, initiative), stored).await?;
    Ok(Some(initiative))
}

/// Looks up what became of what was asked for before, and notes it at the sketch: an initiative, or nothing.
async fn settle(
    app: &App,
    book: BookId,
    (id, stored): (SketchId, &str),
) -> Result<Option<InitiativeId>, Failure> {
    let became =
        match serde_json::from_str::<held::Mark>(stored).ok().and_then(|it| CommandKey::parse(&it.key)) {
            Some(key) => became(app, book, key).await?,
            None => None,
        };
    match became {
        Some(initiative) => submitting::done(&app.database, book, (id, initiative), stored).await?,
        None => submitting::forget(&app.database, book, id, stored).await?,
    }
    Ok(became)
}

/// The initiative that was drafted under a key; none if nothing was, and nothing will be.
async fn became(app: &App, book: BookId, key: CommandKey) -> Result<Option<InitiativeId>, Failure> {
    let wanted = Wanted { commands: [key].into(), ..Wanted::default() };
    let Some(row) = app.database.load(book, &wanted).await?.commands.pop() else {
        let is_over = app.now().ms() - key.made().ms() > UNDER_WAY;
        return if is_over { Ok(None) } else { Err(Failure::Busy) };
    };
    // A refusal has no events.
    for row in app.database.events(book, row.seq, row.seq + row.events - 1).await? {
        let event = codec::decode(&row.kind, row.version, &row.payload);
        if let Some(initiative) = number(&event.map_err(|error| Failure::Broken(error.to_string()))?) {
            return Ok(Some(initiative));
        }
    }
    Ok(None)
}

/// Changes the initiative that a sketch became, if it can be changed.
async fn edit(
    app: &App,
    book: BookId,
    (sketched, initiative): (&Sketched, InitiativeId),
) -> Result<(), NotSubmitted> {
    let sketched = &Sketched { initiative: Some(initiative), ..sketched.clone() };
    if !can_change(app, book, sketched).await? {
        return Ok(());
    }
    let area = sketched.sketch.area.ok_or(NotSubmitted::Missing(Missing::Story))?;
    let (plan, rows) = plan(sketched.person, &sketched.sketch, &names(app, &sketched.sketch)?)?;
    let edit = InitiativeCommand::Edit { initiative, area, plan };
    let wish = Wish { rows, ..Wish::new(app.fresh_key(), Actor::Initiator(sketched.person), edit) };
    match app.ask(book, wish).await {
        // It was submitted in another tab meanwhile.
        Err(Failure::Refused(_)) if !can_change(app, book, sketched).await? => Ok(()),
        answered => Ok(answered.map(drop)?),
    }
}

/// The wish that asks for what was asked for.
fn read(person: PersonId, stored: &str) -> Result<Wish, NotSubmitted> {
    // The error would quote the row.
    let unreadable = || StoreError::Corrupt("what a sketch was submitted with cannot be read".into());
    let asked: Asked = serde_json::from_str(stored).map_err(|_| unreadable())?;
    let key = CommandKey::parse(&asked.key).ok_or_else(unreadable)?;
    let area = asked.sketch.area.ok_or_else(unreadable)?;
    let (plan, rows) = plan(person, &asked.sketch, &asked.texts)?;
    let draft = InitiativeCommand::Draft { area, plan, person: Some(person), wallets: asked.wallets };
    Ok(Wish { rows, ..Wish::new(key, Actor::Initiator(person), draft) })
}

/// A name for each text of a plan: its story, and what each line is for.
fn names(app: &App, sketch: &Sketch) -> Result<Vec<Name>, TextRefusal> {
    (0..=sketch.costs.len()).map(|_| texts::fresh(app)).collect()
}

/// The plan, with the rows of its words, which have these names.
fn plan(person: PersonId, sketch: &Sketch, names: &[Name]) -> Result<(Plan, Rows), NotSubmitted> {
    let Sketch { title, story, purpose, costs, .. } = sketch;
    let too_much = |_: MoneyError| Failure::Refused(Refusal::AmountTooLarge);
    let story = format!("{}\n{}", title.trim(), story.trim());
    let words = std::iter::once(story.as_str()).chain(costs.iter().map(|cost| cost.what.as_str()));
    let made = names.iter().zip(words).map(|((id, key), words)| texts::with(*id, *key, Some(person), words));
    let (mut references, texts): (Vec<_>, Vec<TextRow>) =
        made.collect::<Result<Vec<_>, TextRefusal>>()?.into_iter().unzip();
    let what = references.split_off(1.min(references.len()));
    let story = references.pop().ok_or(NotSubmitted::Missing(Missing::Story))?;
    let lines = what.into_iter().zip(costs).map(|(what, cost)| Line { what, cents: cost.cents });
    let target = sketch.target().map_err(too_much)?;
    let plan = Plan { purpose: purpose.clone(), story, target, lines: lines.collect() };
    Ok((plan, Rows { texts, ..Rows::default() }))
}

fn written(asked: &impl Serialize) -> Result<String, StoreError> {
    serde_json::to_string(asked).map_err(|error| StoreError::Corrupt(error.to_string()))
}

fn number(event: &Event) -> Option<InitiativeId> {
    let Event::Initiative(InitiativeEvent::Drafted { initiative, .. }) = event else { return None };
    Some(*initiative)
}
