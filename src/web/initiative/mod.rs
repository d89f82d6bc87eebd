//! An initiative's own page: its story, what it needs and has, and how to give.

use super::Site;
use super::cards::{self, Card};
use super::own::paragraphs;
use super::picture::{self, Size};
use super::problem::Problem;
use super::reader::Reader;
use crate::app::{initiatives, programmes, sketches};
use crate::domain::InitiativeId;
use askama::Template;
use axum::extract::{Path, State};
use axum::response::Html;

#[derive(Template)]
#[template(path = "initiative/page.html")]
struct Page {
    reader: Reader,
    card: Card,
    title: String,
    area: String,
    purpose: String,
    story: Vec<String>,
    /// Each picture: where it is shown from, and what is on it.
    pictures: Vec<(String, String)>,
    /// What it costs.
    costs: Vec<(String, String)>,
    total: String,
    /// What the common pot gave, and why.
    granted: Option<(String, Vec<String>)>,
    needs: Vec<String>,
}

/// Shows it. What is not approved yet is nobody's to read.
pub async fn page(
    State(site): State<Site>,
    reader: Reader,
    Path((programme, number)): Path<(String, i64)>,
) -> Result<Html<String>, Problem> {
    let founded = programmes::called(&site.app, &programme).await?.ok_or(Problem::NotFound)?;
    let told = initiatives::find(&site.app, founded.book, InitiativeId(number)).await?;
    let told = told.filter(|told| told.state.is_public()).ok_or(Problem::NotFound)?;
    let area = founded.state.areas.get(&told.state.area.0);
    let sketched = sketches::of_initiative(&site.app, founded.book, told.id).await?;
    let pictures = sketched.as_ref().map(|sketched| picture::all(&founded.slug, sketched, Size::Large));
    let sketch = sketched.as_ref().map(|sketched| &sketched.sketch);
    let costs = sketch.iter().flat_map(|sketch| &sketch.costs);
    let costs = costs.map(|cost| (cost.what.clone(), reader.euros(cost.cents)));
    let page = Page {
        card: Card::new(&reader, (&founded.slug, &founded.state.zone), &told, site.app.now()),
        title: cards::title(&reader, &told),
        area: area.map(|area| area.name.clone()).unwrap_or_default(),
        purpose: told.state.purpose.clone(),
        story: paragraphs(&told.story),
        pictures: pictures.unwrap_or_default(),
        costs: costs.collect(),
        total: reader.euros(told.state.target),
        granted: (!told.state.granted.is_zero()).then(|| {
            let gave = reader.say_with("initiative-granted", "amount", reader.euros(told.state.granted));
            (gave, paragraphs(&told.granted_for))
        }),
        needs: sketch.map(|sketch| paragraphs(&sketch.needs)).unwrap_or_default(),
        reader,
    };
    Ok(Html(page.render()?))
}
