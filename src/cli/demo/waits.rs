//! What a neighbour has just sent in, written in the steps of the website: a moderator looks at it next.

use super::scene::Scene;
use super::script::LAST_DAY;
use crate::app::sketches::{self, Cost, Sketch};
use crate::app::submitting;
use crate::cli::CliError;
use crate::domain::{AreaId, Cents};
use jiff::ToSpan;

const NEIGHBOUR: &str = "fatima@example.org";
const TITLE: &str = "Schaaktafel onder de platanen";
const STORY: &str = "Onder de platanen zitten veel buren op een koelbox te schaken. Met een vaste tafel en vier krukken \
                     kan iedereen meedoen.\nElke zondagmiddag leggen wij nieuwe spelers de regels uit.";
/// How long they want to collect for it, in weeks.
const WEEKS: i64 = 8;
/// What it costs, in cents.
const COSTS: [(&str, i64); 2] = [("Tafel met schaakbord", 32_000), ("Vier krukken", 18_000)];

/// Sends it in.
pub async fn for_a_moderator(scene: &Scene) -> Result<(), CliError> {
    let other = |why: String| CliError::Other(why);
    let begun = sketches::begin(&scene.app, scene.book, NEIGHBOUR).await?;
    let id = begun.ok_or_else(|| other("an idea could not be begun".into()))?;
    let sketched = sketches::find(&scene.app, (scene.book, id), NEIGHBOUR).await?;
    let mut sketched = sketched.ok_or_else(|| other("an idea is not there".into()))?;
    let cost = |(what, cents): (&str, i64)| {
        Ok(Cost { what: what.into(), cents: Cents::new(cents).map_err(|error| other(error.to_string()))? })
    };
    sketched.sketch = Sketch {
        title: TITLE.into(),
        story: STORY.into(),
        area: Some(AreaId(1)),
        purpose: "ontmoeten".into(),
        costs: COSTS.into_iter().map(cost).collect::<Result<_, CliError>>()?,
        last_day: Some(LAST_DAY.saturating_add(WEEKS.weeks())),
        needs: "Iemand met een aanhanger om de tafel op te halen.".into(),
    };
    submitting::save(&scene.app, scene.book, &sketched).await?;
    let submitted = submitting::submit(&scene.app, scene.book, (&sketched, vec![])).await;
    submitted.map_err(|why| other(why.to_string()))?;
    Ok(())
}
