//! A cheque before it is activated: what it is worth, from whom, until when.

use super::super::Site;
use super::super::problem::Problem;
use super::super::reader::Reader;
use crate::app::programmes::Founded;
use crate::app::visits::{self, Joinable, Visit};
use crate::domain::Timestamp;
use crate::domain::budget::Budget;
use crate::domain::cheque::Cheque;
use crate::domain::round::Round;
use askama::Template;
use axum::response::Html;

#[derive(Template)]
#[template(path = "mine/worth.html")]
struct Page {
    reader: Reader,
    programme: String,
    amount: String,
    from: String,
    until: String,
    /// The cheque: another code may be typed in another window before the form is sent.
    cheque: i64,
    /// The savings of a code that was typed before.
    join: Option<Join>,
}

/// Savings that the cheque can be added to.
struct Join {
    wallet: i64,
    /// What they hold, and whose they are taken to be.
    says: String,
    /// Whether they are surely theirs. At a computer that others use too they may be somebody else's.
    is_own: bool,
}

/// Shows it, or why it can't be activated.
pub async fn page(
    site: &Site,
    reader: Reader,
    founded: &Founded,
    visit: &Visit,
) -> Result<Html<String>, Problem> {
    let (book, app) = (visit.book, &site.app);
    let cheque = app.look::<Cheque>(book, visit.entry.cheque).await?.ok_or(Problem::NotFound)?;
    let round = app.look::<Round>(book, cheque.round).await?.ok_or(Problem::NotFound)?;
    let zone = &founded.state.zone;
    if let Err(refusal) = cheque.check_activation(&round, app.now(), zone) {
        return super::show_refusal(site, reader, visit, &refusal).await;
    }
    let budget = app.look::<Budget>(book, cheque.budget).await?;
    let issuer = budget.and_then(|budget| founded.state.issuers.get(&i64::from(budget.issuer)).cloned());
    let join = visits::joinable(app, visit).await?.map(|savings| Join {
        wallet: savings.wallet.0,
        says: says(&reader, savings),
        is_own: savings.is_of_household,
    });
    let page = Page {
        programme: founded.state.name.clone(),
        amount: reader.euros(cheque.cents),
        from: issuer.unwrap_or_default(),
        until: reader.day(zone.last_day_before(said_until(&cheque, &round, app.now()))),
        cheque: visit.entry.cheque.0,
        join,
        reader,
    };
    Ok(Html(page.render()?))
}

/// All that was saved may be in initiatives: then there is no amount to tell it by.
fn says(reader: &Reader, Joinable { free, is_of_household, .. }: Joinable) -> String {
    match (is_of_household, free.is_zero()) {
        (true, true) => reader.say("worth-joins-empty"),
        (false, true) => reader.say("worth-may-join-empty"),
        (true, false) => reader.say_with("worth-joins", "amount", reader.euros(free)),
        (false, false) => reader.say_with("worth-may-join", "amount", reader.euros(free)),
    }
}

/// The date in the letter, as the instant after it; once that has passed, how long it still works.
fn said_until(cheque: &Cheque, round: &Round, now: Timestamp) -> Timestamp {
    let is_in_time = cheque.extended_until.is_none() && now < round.activate_until;
    if is_in_time { round.activate_until } else { cheque.until(round) }
}
