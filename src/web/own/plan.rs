//! What the steps of describing an initiative share: whose it is, where the next step is, and what is wrong.

use super::super::Site;
use super::super::problem::Problem;
use super::super::reader::Reader;
use super::super::visitor::Account;
use crate::app::programmes::{self, Founded};
use crate::app::sketches::{self, Sketched};
use crate::app::submitting::{self, Saved};
use crate::domain::SketchId;
use axum::extract::{FromRequestParts, Path, State};
use axum::http::request::Parts;
use axum::response::Redirect;

/// A sketch of whoever asks, with the programme it is for.
pub struct Plan {
    /// The programme.
    pub founded: Founded,
    /// The sketch.
    pub sketched: Sketched,
}

/// What is wrong with what was typed, by the name of the field, in the order of the page.
pub type Mistakes = Vec<(&'static str, String)>;

/// The steps, each by the last part of its address and the key of its name.
pub const STEPS: [(&str, &str); 5] = [
    ("verhaal", "plan-step-story"),
    ("kosten", "plan-step-costs"),
    ("wanneer", "plan-step-when"),
    ("fotos", "plan-step-pictures"),
    ("nakijken", "plan-step-check"),
];

/// The way through the steps, as every step shows it.
pub struct Way {
    /// Each step: its name, its address, and whether it is the one that is shown.
    pub steps: Vec<(String, String, bool)>,
    /// Which one is shown, of how many, in words.
    pub said: String,
    /// Where what is filled in is sent to.
    pub here: String,
    /// Where it can be thrown away.
    pub discard: String,
    /// Whether it became an initiative already.
    pub is_submitted: bool,
}

/// The sketch at an address: [`Problem::NotFound`] if there is none, or it is somebody else's; [`Problem::Submitted`].
impl FromRequestParts<Site> for Plan {
    type Rejection = Problem;

    async fn from_request_parts(parts: &mut Parts, site: &Site) -> Result<Self, Problem> {
        let Account { address } = Account::from_request_parts(parts, site).await?;
        let path = Path::<(String, String)>::from_request_parts(parts, site).await;
        let Path((slug, id)) = path.map_err(|_| Problem::Unreadable)?;
        let founded = programmes::called(&site.app, &slug).await?.ok_or(Problem::NotFound)?;
        let id: SketchId = id.parse().map_err(|_| Problem::NotFound)?;
        let sketched =
            sketches::find(&site.app, (founded.book, id), &address).await?.ok_or(Problem::NotFound)?;
        // What a moderator has read, or reads, stays as it is.
        if !sketches::can_change(&site.app, founded.book, &sketched).await? {
            return Err(Problem::Submitted);
        }
        Ok(Self { founded, sketched })
    }
}

impl Plan {
    /// The way through the steps, at this one.
    pub fn way(&self, reader: &Reader, step: &str) -> Way {
        let address = |step| address(reader, &self.founded.slug, self.sketched.id, step);
        let steps = STEPS.iter().map(|(part, key)| (reader.say(key), address(part), *part == step)).collect();
        let at = STEPS.iter().position(|(part, _)| *part == step).unwrap_or_default() as i64 + 1;
        let said = reader.fill("plan-step", &[("at", at.into()), ("of", (STEPS.len() as i64).into())]);
        Way {
            steps,
            said,
            here: address(step),
            discard: address("weggooien"),
            is_submitted: self.sketched.initiative.is_some(),
        }
    }

    /// Keeps what is filled in, and goes on to a step.
    ///
    /// # Errors
    /// [`Problem::Submitted`]; [`Problem::NotFound`] if it was thrown away; [`Problem::Busy`] while it may be submitted at
    /// this moment.
    pub async fn save(&self, site: &Site, reader: &Reader, next: &str) -> Result<Redirect, Problem> {
        match submitting::save(&site.app, self.founded.book, &self.sketched).await? {
            Saved::Yes => {}
            Saved::Submitted => return Err(Problem::Submitted),
            Saved::Gone => return Err(Problem::NotFound),
        }
        Ok(Redirect::to(&address(reader, &self.founded.slug, self.sketched.id, next)))
    }
}

/// The address of a step.
pub fn address(reader: &Reader, slug: &str, id: SketchId, step: &str) -> String {
    reader.to(&format!("/wijk/{slug}/plan/{id}/{step}"))
}

/// What is wrong with a field; nothing, if nothing is.
pub fn mistake<'m>(mistakes: &'m Mistakes, field: &str) -> Option<&'m str> {
    mistakes.iter().find(|(name, _)| *name == field).map(|(_, what)| what.as_str())
}

/// Begins one.
pub async fn begin(
    State(site): State<Site>,
    reader: Reader,
    Account { address: email }: Account,
    Path(slug): Path<String>,
) -> Result<Redirect, Problem> {
    let founded = programmes::called(&site.app, &slug).await?.ok_or(Problem::NotFound)?;
    let begun = sketches::begin(&site.app, founded.book, &email).await?;
    let list = || reader.to("/mijn-initiatieven");
    Ok(Redirect::to(&begun.map_or_else(list, |id| address(&reader, &slug, id, "verhaal"))))
}

/// Throws away one that was not submitted.
pub async fn discard(State(site): State<Site>, reader: Reader, plan: Plan) -> Result<Redirect, Problem> {
    if !submitting::discard(&site.app, plan.founded.book, &plan.sketched).await? {
        return Err(Problem::Submitted);
    }
    Ok(Redirect::to(&reader.to("/mijn-initiatieven")))
}
