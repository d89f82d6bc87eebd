//! An initiative as a card: what it is, what it needs, what it has.

use super::reader::Reader;
use crate::app::initiatives::Told;
use crate::domain::calendar::Zone;
use crate::domain::initiative::{Initiative, InitiativeStatus};
use crate::domain::{Cents, Timestamp};

/// A card.
#[derive(Clone, Debug)]
pub struct Card {
    /// Its number.
    pub number: i64,
    /// Its page.
    pub address: String,
    /// Its title.
    pub title: String,
    /// What it is about, in a few words.
    pub story: String,
    /// Where it is in its life.
    pub status: String,
    /// What it has of what it needs, in words.
    pub money: String,
    /// The same for the bar, 0 to 100.
    pub percent: i64,
    /// Who supports it, in words.
    pub supporters: String,
    /// Until when something can be given, in words; empty where nothing can.
    pub until: String,
    /// Whether something can be given now.
    pub takes: bool,
    /// Whether it still changes, so that whoever looks at it is told.
    pub is_followed: bool,
}

/// The most characters of a story on a card.
const SHORT: usize = 160;

impl Card {
    /// The card of an initiative of the programme called `slug` in addresses.
    pub fn new(reader: &Reader, (slug, zone): (&str, &Zone), told: &Told, now: Timestamp) -> Self {
        let (state, number) = (&told.state, told.id.0);
        let takes = takes(told, now);
        let day = zone.last_day_before(state.until);
        let left = i64::from((day - zone.local_day(now)).get_days()).max(0);
        let raised = raised(&told.state);
        Self {
            number,
            address: reader.to(&format!("/wijk/{slug}/initiatief/{number}")),
            title: title(reader, told),
            story: shortened(&told.story),
            status: reader.say(status_key(state.status)),
            money: reader.fill(
                "card-money",
                &[("pot", reader.euros(raised).into()), ("target", reader.euros(state.target).into())],
            ),
            percent: percent(raised, state.target),
            supporters: reader.say_with("card-supporters", "count", state.residents),
            until: if takes {
                reader.fill("card-until", &[("day", reader.day(day).into()), ("left", left.into())])
            } else {
                String::new()
            },
            takes,
            is_followed: is_followed(told),
        }
    }

    /// Who supports it, and until when something can be given or else where it is in its life.
    pub fn rest(&self) -> String {
        format!("{} · {}", self.supporters, if self.takes { &self.until } else { &self.status })
    }
}

/// Whether there is anything new to be told of it: everybody may read it, and what becomes of it is not settled.
pub fn is_followed(told: &Told) -> bool {
    told.state.is_public() && !told.state.status.has_outcome()
}

/// Whether something can be given to it at this moment.
pub fn takes(told: &Told, now: Timestamp) -> bool {
    let state = &told.state;
    matches!(state.status, InitiativeStatus::Open | InitiativeStatus::Explained)
        && now < state.until
        && state.pot < state.target
}

/// What neighbours brought together for it: what is in its pot, or was when it was funded. Paying it out empties the
/// pot, and so does giving it back, of which nothing stays.
pub fn raised(state: &Initiative) -> Cents {
    match (&state.delivery, state.status) {
        (None, _) | (_, InitiativeStatus::Returning(_) | InitiativeStatus::Ended(_)) => state.pot,
        (Some(delivery), _) => delivery.funded,
    }
}

/// Its title, or what is said in its place once the words were erased.
pub fn title(reader: &Reader, told: &Told) -> String {
    if told.title.is_empty() {
        reader.say_with("card-untitled", "number", told.id.0)
    } else {
        told.title.clone()
    }
}

/// How full a pot is, in whole percent, rounded down: 100 is all of it and nothing less.
pub fn percent(pot: Cents, target: Cents) -> i64 {
    let share = i128::from(pot.get()) * 100 / i128::from(target.get().max(1));
    i64::try_from(share.clamp(0, 100)).unwrap_or(100)
}

fn shortened(story: &str) -> String {
    let line = story.lines().find(|line| !line.trim().is_empty()).unwrap_or_default();
    if line.chars().count() <= SHORT {
        return line.to_string();
    }
    let start: String = line.chars().take(SHORT).collect();
    let end = start.rfind(' ').unwrap_or(start.len());
    format!("{}…", start[..end].trim_end_matches([',', ';', ':', '.']))
}

/// The key of the words for where it is in its life.
pub fn status_key(status: InitiativeStatus) -> &'static str {
    match status {
        InitiativeStatus::Draft => "status-draft",
        InitiativeStatus::Submitted => "status-submitted",
        InitiativeStatus::ChangesAsked => "status-changes-asked",
        InitiativeStatus::Approved => "status-approved",
        InitiativeStatus::Rejected => "status-rejected",
        InitiativeStatus::Open => "status-open",
        InitiativeStatus::Paused => "status-paused",
        InitiativeStatus::Reconsidered => "status-reconsidered",
        InitiativeStatus::Explained => "status-explained",
        InitiativeStatus::Funded => "status-funded",
        InitiativeStatus::PayoutPending(_) => "status-payout-pending",
        InitiativeStatus::Paid => "status-paid",
        InitiativeStatus::InProgress => "status-in-progress",
        InitiativeStatus::ReportDue => "status-report-due",
        InitiativeStatus::Reported => "status-reported",
        InitiativeStatus::Closed => "status-closed",
        InitiativeStatus::NotCarriedOut => "status-not-carried-out",
        InitiativeStatus::WrittenOff => "status-written-off",
        InitiativeStatus::Returning(_) | InitiativeStatus::Ended(_) => "status-ended",
    }
}
