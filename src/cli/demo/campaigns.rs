//! Initiatives from their first day to their outcome, and what neighbours give to them.

use super::neighbours::{Neighbour, Neighbours};
use super::scene::Scene;
use super::script::{INITIATIVES, ISSUERS, Turn, Wanted};
use super::tell;
use crate::app::Wish;
use crate::app::writer::Failure;
use crate::cli::CliError;
use crate::domain::initiative::{Initiative, InitiativeCommand, InitiativeEvent, InitiativeStatus, Plan};
use crate::domain::wallet::{Give, WalletCommand, WalletEvent};
use crate::domain::{Actor, AreaId, Cents, Event, InitiativeId, PersonId, Refusal};
use crate::store::PersonRow;
use jiff::civil::Date;
use std::collections::BTreeSet;

/// Weeks go by until a campaign has what it will get: after this part of its days, in percent.
const BUSY_PART: i64 = 85;

/// An initiative of the script under way.
pub struct Campaign {
    /// What the script says.
    pub wanted: &'static Wanted,
    /// Its number.
    pub id: InitiativeId,
    /// Who began it.
    pub initiator: PersonId,
    /// Neighbours who gave.
    pub supporters: BTreeSet<usize>,
    /// How often the condition of each issuer refused a contribution.
    barred: [usize; ISSUERS.len()],
    /// How far its story was told.
    pub told: Option<InitiativeStatus>,
}

/// What has become of the campaigns so far.
#[derive(Default)]
pub struct Campaigns {
    /// Those that have begun.
    pub all: Vec<Campaign>,
}

impl Campaigns {
    /// Opens what begins on this day, and stops what is given up.
    pub async fn open_and_stop(&mut self, scene: &Scene, today: Date) -> Result<(), CliError> {
        for wanted in INITIATIVES.iter().filter(|wanted| wanted.days.0 == today) {
            let campaign = open(scene, wanted).await?;
            tell::diary(today, &format!("“{}” asks for {}", wanted.title, tell::euros(wanted.target)));
            self.all.push(campaign);
        }
        for campaign in &mut self.all {
            campaign.stop(scene, today).await?;
        }
        Ok(())
    }

    /// A Saturday: neighbours give to what is open.
    pub async fn give(
        &mut self,
        scene: &Scene,
        neighbours: &mut Neighbours,
        today: Date,
    ) -> Result<(), CliError> {
        for campaign in &mut self.all {
            let state = campaign.look(scene).await?;
            if state.status == InitiativeStatus::Open {
                campaign.collect(scene, neighbours, (today, state.pot.get())).await?;
            }
        }
        Ok(())
    }

    /// How many contributions a condition of an issuer refused.
    pub fn barred(&self) -> usize {
        self.all.iter().flat_map(|campaign| campaign.barred).sum()
    }

    /// The campaign with this title.
    pub fn titled(&mut self, title: &str) -> Option<&mut Campaign> {
        self.all.iter_mut().find(|campaign| campaign.wanted.title == title)
    }
}

async fn open(scene: &Scene, wanted: &'static Wanted) -> Result<Campaign, CliError> {
    let initiator = PersonId::fresh(scene.app.now(), scene.app.draw());
    let id =
        begin(scene, (initiator, None), wanted.title, (wanted.purpose, wanted.target, wanted.days.1)).await?;
    let (supporters, barred) = (BTreeSet::new(), [0; ISSUERS.len()]);
    Ok(Campaign { wanted, id, initiator, supporters, barred, told: None })
}

/// Opens an initiative: its words, its purpose, what it costs in cents, and its last day.
pub async fn begin(
    scene: &Scene,
    (initiator, known): (PersonId, Option<PersonRow>),
    words: &str,
    (purpose, target, last_day): (&str, i64, Date),
) -> Result<InitiativeId, CliError> {
    let actor = Actor::Initiator(initiator);
    let (story, mut rows) = scene.words(Some(initiator), words)?;
    rows.persons.extend(known);
    let target = Cents::new(target).map_err(|error| CliError::Other(error.to_string()))?;
    let plan = Plan { purpose: purpose.into(), story, target, lines: vec![] };
    let draft = InitiativeCommand::Draft { area: AreaId(1), plan, person: Some(initiator), wallets: vec![] };
    let drafted = scene.ask_with(actor, draft, rows).await?;
    let Some(Event::Initiative(InitiativeEvent::Drafted { initiative, .. })) = drafted.events.first() else {
        return Err(CliError::Other("an initiative was not drafted".into()));
    };
    let id = *initiative;
    scene.ask(actor, InitiativeCommand::Submit { initiative: id }).await?;
    scene.ask(scene.moderator(), InitiativeCommand::Approve { initiative: id }).await?;
    scene.ask(actor, InitiativeCommand::Open { initiative: id, last_day }).await?;
    Ok(id)
}

impl Campaign {
    /// The initiative as it is.
    pub async fn look(&self, scene: &Scene) -> Result<Initiative, CliError> {
        let state = scene.app.look::<Initiative>(scene.book, self.id).await?;
        state.ok_or_else(|| CliError::Other(format!("initiative {} is not there", self.id)))
    }

    /// What residents give in all, in cents.
    fn planned(&self) -> i64 {
        self.wanted.target * self.wanted.reaches / 100
    }

    /// What it should have by today: it grows steadily, then waits for its last day.
    fn expected(&self, today: Date) -> i64 {
        let (first, last) = self.wanted.days;
        let days = |from: Date, to: Date| i64::from((to - from).get_days());
        let busy = (days(first, last) * BUSY_PART / 100).max(1);
        self.planned() * days(first, today).min(busy) / busy
    }

    /// Neighbours give until it has what it should have by today.
    async fn collect(
        &mut self,
        scene: &Scene,
        neighbours: &mut Neighbours,
        (today, mut pot): (Date, i64),
    ) -> Result<(), CliError> {
        for index in neighbours.with_money() {
            if pot >= self.expected(today) || self.supporters.len() >= self.wanted.supporters {
                break;
            }
            if self.supporters.contains(&index) || !self.attracts(&neighbours.all[index]) {
                continue;
            }
            let cents = neighbours.amount_of(index).min(self.planned() - pot);
            match self.give(scene, neighbours, (index, cents)).await? {
                Some(given) => pot += given,
                None => self.barred[neighbours.all[index].issuer] += 1,
            }
        }
        Ok(())
    }

    /// Who saves, saves for something large; and what a condition refused a few times gets around.
    fn attracts(&self, neighbour: &Neighbour) -> bool {
        self.barred[neighbour.issuer] < 3 && (!neighbour.saves || self.wanted.target >= 30_000)
    }

    /// Somebody gives; none if a condition of the issuer forbids it.
    pub async fn give(
        &mut self,
        scene: &Scene,
        neighbours: &mut Neighbours,
        (index, cents): (usize, i64),
    ) -> Result<Option<i64>, CliError> {
        let Some(wallet) = neighbours.all[index].wallet else { return Ok(None) };
        let cents = Cents::new(cents).map_err(|error| CliError::Other(error.to_string()))?;
        let pledge = WalletCommand::Pledge { wallet, gives: vec![Give { initiative: self.id, cents }] };
        let wish = Wish::new(scene.app.fresh_key(), Actor::Resident(wallet), pledge);
        let given = match scene.app.ask(scene.book, wish).await {
            Ok(answer) => given(&answer.events),
            Err(Failure::Refused(Refusal::AgainstCondition { .. })) => return Ok(None),
            Err(failure) => return Err(failure.into()),
        };
        self.supporters.insert(index);
        neighbours.look(scene, &[index]).await?;
        Ok(Some(given))
    }

    /// The initiator stops on the day of the script.
    async fn stop(&mut self, scene: &Scene, today: Date) -> Result<(), CliError> {
        let Turn::Stops(day, why) = self.wanted.turn else { return Ok(()) };
        if day != today {
            return Ok(());
        }
        let (reason, rows) = scene.words(Some(self.initiator), why)?;
        let cancel = InitiativeCommand::Cancel { initiative: self.id, reason };
        scene.ask_with(Actor::Initiator(self.initiator), cancel, rows).await?;
        tell::diary(today, &format!("“{}” is cancelled: {why}", self.wanted.title));
        Ok(())
    }
}

/// What a pledge came to, in cents.
fn given(events: &[Event]) -> i64 {
    let legs = events.iter().filter_map(|event| {
        let Event::Wallet(WalletEvent::Pledged { legs, .. }) = event else { return None };
        Some(legs)
    });
    legs.flatten().map(|leg| leg.cents.get()).sum()
}
