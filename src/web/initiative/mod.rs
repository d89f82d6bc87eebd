//! An initiative's own page: its story, what it needs and has, and how to give.

use super::Site;
use super::cards::{self, Card};
use super::own::paragraphs;
use super::picture::{self, Size};
use super::problem::Problem;
use super::reader::Reader;
use super::share::{Preview, Public, Seen};
use crate::app::{helping, sketches};
use askama::Template;
use axum::extract::State;
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
    /// Whether neighbours can say that they help.
    takes_help: bool,
    /// What messengers show when somebody passes it on.
    preview: Option<Preview>,
}

/// Shows it. What is not approved yet is nobody's to read.
pub async fn page(
    State(site): State<Site>,
    reader: Reader,
    Public(seen): Public,
) -> Result<Html<String>, Problem> {
    let area = seen.area();
    let Seen { founded, told } = seen;
    let sketched = sketches::of_initiative(&site.app, founded.book, told.id).await?;
    let pictures = sketched.as_ref().map(|sketched| picture::all(&founded.slug, sketched, Size::Large));
    let sketch = sketched.as_ref().map(|sketched| &sketched.sketch);
    let costs = sketch.iter().flat_map(|sketch| &sketch.costs);
    let costs = costs.map(|cost| (cost.what.clone(), reader.euros(cost.cents)));
    let card = Card::new(&reader, (&founded.slug, &founded.state.zone), &told, site.app.now());
    let page = Page {
        preview: Preview::new(&site, &reader, (&founded.slug, &area), &card),
        card,
        title: cards::title(&reader, &told),
        area,
        purpose: told.state.purpose.clone(),
        story: paragraphs(&told.story),
        pictures: pictures.unwrap_or_default(),
        costs: costs.collect(),
        total: reader.euros(told.state.target),
        takes_help: helping::takes(&told.state),
        granted: (!told.state.granted.is_zero()).then(|| {
            let gave = reader.say_with("initiative-granted", "amount", reader.euros(told.state.granted));
            (gave, paragraphs(&told.granted_for))
        }),
        needs: sketch.map(|sketch| paragraphs(&sketch.needs)).unwrap_or_default(),
        reader,
    };
    Ok(Html(page.render()?))
}
