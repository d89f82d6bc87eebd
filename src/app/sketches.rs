//! Describing an initiative in steps: what is filled in is kept, also half finished, until it is submitted.

use super::App;
use super::persons::{self, Person, PersonRefusal};
use crate::domain::initiative::{Initiative, InitiativeStatus};
use crate::domain::{AreaId, BookId, Cents, InitiativeId, MoneyError, PersonId, PictureId, SketchId};
use crate::store::StoreError;
use crate::store::pictures::{self, Owner};
use crate::store::sketches::{self, SketchRow};
use jiff::civil::Date;
use serde::{Deserialize, Serialize};

/// What is filled in until now.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Sketch {
    /// What it is called.
    pub title: String,
    /// What it is about, in paragraphs.
    pub story: String,
    /// Where.
    pub area: Option<AreaId>,
    /// What kind of thing it is.
    pub purpose: String,
    /// What it costs.
    pub costs: Vec<Cost>,
    /// The last day on which something can be given.
    pub last_day: Option<Date>,
    /// What else is needed: helpers, materials.
    pub needs: String,
}

/// Something it costs.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Cost {
    /// What.
    pub what: String,
    /// How much.
    pub cents: Cents,
}

/// A sketch with what belongs to it.
#[derive(Clone, Debug)]
pub struct Sketched {
    /// Its id.
    pub id: SketchId,
    /// Whose it is.
    pub person: PersonId,
    /// What it became.
    pub initiative: Option<InitiativeId>,
    /// What is filled in.
    pub sketch: Sketch,
    /// Its pictures, each with what is on it.
    pub pictures: Vec<(PictureId, String)>,
}

impl Sketched {
    /// What each line of an initiative costs, in words; nothing where its books say otherwise, as after its plan was changed.
    pub fn costs_of(&self, initiative: &Initiative) -> &[Cost] {
        let costs = &self.sketch.costs;
        let is_same = costs.len() == initiative.lines && self.sketch.target() == Ok(initiative.target);
        if is_same { costs } else { &[] }
    }
}

/// Something that has to be filled in before it is submitted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Missing {
    /// What it is called, or its story, area or kind.
    Story,
    /// What it costs.
    Costs,
    /// The last day.
    LastDay,
}

impl Sketch {
    /// What still has to be filled in, in the order of the steps.
    pub fn missing(&self) -> Option<Missing> {
        let story = [&self.title, &self.story, &self.purpose];
        if story.iter().any(|words| words.trim().is_empty()) || self.area.is_none() {
            return Some(Missing::Story);
        }
        if self.target().is_ok_and(Cents::is_zero) {
            return Some(Missing::Costs);
        }
        self.last_day.is_none().then_some(Missing::LastDay)
    }

    /// What it costs in all.
    ///
    /// # Errors
    /// [`MoneyError`] for more than there is money in the world.
    pub fn target(&self) -> Result<Cents, MoneyError> {
        Cents::sum(self.costs.iter().map(|cost| cost.cents))
    }
}

/// How many somebody may have begun and not submitted: those there are lead on from the list.
const MOST_UNFINISHED: u64 = 10;

/// Begins a sketch for somebody who signed in with this address, who becomes known in the programme by that; none if
/// they have begun enough, or are erased at this moment.
///
/// # Errors
/// The database's.
pub async fn begin(app: &App, book: BookId, address: &str) -> Result<Option<SketchId>, StoreError> {
    let person = person_of(app, book, address).await?;
    let id = SketchId::fresh(app.now(), app.draw());
    let row = SketchRow { id, person, initiative: None, body: body(&Sketch::default())? };
    let is_kept = sketches::put(&app.database, book, (&row, MOST_UNFINISHED)).await?;
    Ok(is_kept.then_some(id))
}

/// The person with this address in a programme, made if there is none yet.
///
/// # Errors
/// The database's.
pub async fn person_of(app: &App, book: BookId, address: &str) -> Result<PersonId, StoreError> {
    if let Some((id, _)) = persons::of_email(app, book, address).await?.into_iter().next() {
        return Ok(id);
    }
    // What they are called is asked when somebody needs to know.
    let name = address.split('@').next().unwrap_or(address).to_string();
    let person = Person { name, email: Some(address.into()), ..Person::default() };
    let refused = |refusal: PersonRefusal| StoreError::Corrupt(refusal.to_string());
    let row = persons::make(app, &person).map_err(refused)?;
    persons::of_email_or_new(app, book, &row).await
}

/// A sketch of somebody who signed in with this address; none if there is none, or it is somebody else's.
///
/// # Errors
/// The database's; [`StoreError::Corrupt`] if it cannot be read.
pub async fn find(
    app: &App,
    (book, id): (BookId, SketchId),
    address: &str,
) -> Result<Option<Sketched>, StoreError> {
    let Some(row) = sketches::find(&app.database, book, id).await? else { return Ok(None) };
    let own = persons::of_email(app, book, address).await?;
    if own.iter().all(|(person, _)| *person != row.person) {
        return Ok(None);
    }
    sketched(app, book, row).await.map(Some)
}

/// What was written of an initiative, for whoever reads its page; none if it was begun without a sketch, or whoever
/// wrote it was erased.
///
/// # Errors
/// As for [`find`].
pub async fn of_initiative(
    app: &App,
    book: BookId,
    initiative: InitiativeId,
) -> Result<Option<Sketched>, StoreError> {
    match sketches::of_initiative(&app.database, book, initiative).await? {
        Some(row) => sketched(app, book, row).await.map(Some),
        None => Ok(None),
    }
}

/// A sketch as it is now; none if it was thrown away.
///
/// # Errors
/// As for [`find`].
pub(super) async fn again(app: &App, book: BookId, id: SketchId) -> Result<Option<Sketched>, StoreError> {
    match sketches::find(&app.database, book, id).await? {
        Some(row) => sketched(app, book, row).await.map(Some),
        None => Ok(None),
    }
}

/// The initiative a sketch became; none if it became none yet.
///
/// # Errors
/// The database's.
pub async fn became(app: &App, book: BookId, id: SketchId) -> Result<Option<InitiativeId>, StoreError> {
    Ok(sketches::find(&app.database, book, id).await?.and_then(|row| row.initiative))
}

/// The sketches of somebody that became nothing yet, the newest first.
///
/// # Errors
/// As for [`find`].
pub async fn unfinished(app: &App, book: BookId, address: &str) -> Result<Vec<Sketched>, StoreError> {
    let mut all = Vec::new();
    for (person, _) in persons::of_email(app, book, address).await? {
        for row in sketches::of_person(&app.database, book, person).await? {
            if row.initiative.is_none() {
                all.push(sketched(app, book, row).await?);
            }
        }
    }
    Ok(all)
}

/// Whether it can be changed: until it is submitted, and when a moderator asked for changes.
///
/// # Errors
/// The database's; [`StoreError::Corrupt`] if the initiative cannot be read.
pub async fn can_change(app: &App, book: BookId, sketched: &Sketched) -> Result<bool, StoreError> {
    let Some(initiative) = sketched.initiative else { return Ok(true) };
    let state = app.look::<Initiative>(book, initiative).await?;
    Ok(state.is_some_and(|state| {
        matches!(state.status, InitiativeStatus::Draft | InitiativeStatus::ChangesAsked)
    }))
}

async fn sketched(app: &App, book: BookId, row: SketchRow) -> Result<Sketched, StoreError> {
    let SketchRow { id, person, initiative, body } = row;
    // The error would quote the row.
    let unreadable = |_| StoreError::Corrupt(format!("the sketch {id} cannot be read"));
    let sketch = serde_json::from_str(&body).map_err(unreadable)?;
    let pictures = pictures::of(&app.database, book, Owner::Sketch(id, initiative)).await?;
    Ok(Sketched { id, person, initiative, sketch, pictures })
}

/// A sketch as it is stored.
///
/// # Errors
/// [`StoreError::Corrupt`], never in fact: what it holds always has a JSON form.
pub(super) fn body(sketch: &Sketch) -> Result<String, StoreError> {
    serde_json::to_string(sketch).map_err(|error| StoreError::Corrupt(error.to_string()))
}
