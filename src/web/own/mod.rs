//! An initiator's own initiatives: the list, and the steps in which one is described.

mod costs;
mod finish;
mod pictures;
mod plan;
mod story;
mod when;

pub use costs::{page as costs, save as save_costs};
pub use finish::{page as finish, paragraphs, submit};
pub use pictures::{add as add_picture, given, not_taken, page as pictures, remove as remove_picture};
pub use plan::{Mistakes, begin, discard, mistake};
pub use story::{page as story, save as save_story};
pub use when::{page as when, save as save_when};

use super::Site;
use super::cards::Card;
use super::problem::Problem;
use super::reader::Reader;
use super::visitor::Account;
use crate::app::{own, sketches};
use askama::Template;
use axum::extract::State;
use axum::response::Html;

#[derive(Template)]
#[template(path = "own/page.html")]
struct Page {
    reader: Reader,
    address: String,
    programmes: Vec<Programme>,
    moderates: bool,
}

/// What they have in a programme.
struct Programme {
    name: String,
    /// Where a new one is begun.
    begin: String,
    unfinished: Vec<Unfinished>,
    cards: Vec<Card>,
}

/// One that is not submitted yet.
struct Unfinished {
    title: String,
    address: String,
}

/// Shows them.
pub async fn page(
    State(site): State<Site>,
    reader: Reader,
    Account { address }: Account,
) -> Result<Html<String>, Problem> {
    let mut programmes = Vec::new();
    for own in own::find(&site.app, &address).await? {
        let slug = own.programme.slug.as_str();
        let place = (slug, &own.programme.state.zone);
        let cards = own.initiatives.iter().map(|told| {
            let mut card = Card::new(&reader, place, told, site.app.now());
            card.address = reader.to(&format!("/wijk/{slug}/initiatief/{}/beheer", told.id));
            card
        });
        let cards = cards.collect();
        let sketches = sketches::unfinished(&site.app, own.programme.book, &address).await?;
        let unfinished = sketches.iter().map(|sketched| Unfinished {
            title: if sketched.sketch.title.is_empty() {
                reader.say("plan-untitled")
            } else {
                sketched.sketch.title.clone()
            },
            address: plan::address(&reader, slug, sketched.id, "verhaal"),
        });
        let unfinished = unfinished.collect();
        let begin = reader.to(&format!("/wijk/{slug}/plan"));
        programmes.push(Programme { name: own.programme.state.name, begin, unfinished, cards });
    }
    let moderates = site.moderates(&address);
    // Kept together, and from left to right, in any sentence.
    let address = format!("\u{2066}{address}\u{2069}");
    Ok(Html(Page { reader, address, programmes, moderates }.render()?))
}
