//! When the letters of a round go out, standing choices are followed: the cheques of households that made one
//! are activated by themselves. Choices that are made later are for the next round.

use super::run::Run;
use crate::app::Wish;
use crate::app::tenancies::list_of;
use crate::app::writer::Failure;
use crate::domain::cheque::{Cheque, ChequeCommand};
use crate::domain::programme::Programme;
use crate::domain::round::{Round, RoundCommand, RoundStatus};
use crate::domain::{Actor, ChequeId, Did, HouseholdId, LotId, ProgrammeId, Refusal, RoundId, Stated};
use crate::store::tenancies::with_choice;
use crate::store::{Storage, Wanted};

/// Cheques that are asked for at once.
const PAGE: i64 = 500;
/// How often fresh ids of lots are drawn before something must be wrong with the drawing.
const TRIES: u32 = 5;

/// Follows the standing choices for all rounds whose letters are out and whose choices were not followed yet.
pub async fn follow(run: &mut Run<'_>) -> Result<(), Failure> {
    let Some(programme) = run.app.look::<Programme>(run.book, ProgrammeId::ONLY).await? else {
        return Ok(());
    };
    let all = (1..programme.next_round().0).map(RoundId);
    for (id, round) in run.app.look_all::<Round>(run.book, all).await? {
        if matches!(round.status, RoundStatus::Open | RoundStatus::Grace) {
            follow_in(run, RoundId(id), &round).await?;
        }
    }
    Ok(())
}

/// That a round is through is remembered as a command: its letters are released once more under a key of our
/// own, which is "already done". Cut off before that, all its choices are asked again, and are done already.
async fn follow_in(run: &mut Run<'_>, id: RoundId, round: &Round) -> Result<(), Failure> {
    let through = run.app.keys.command_key(&format!("standing choices {} {id}", run.book));
    let release = Wish::new(through, Actor::System, RoundCommand::ReleaseLetters { round: id });
    if is_done(run, &release).await? {
        return Ok(());
    }
    let Some(list) = list_of(run.book, id, round) else { return Ok(()) };
    let mut after = -1;
    loop {
        let page = with_choice(&run.app.database, &list, run.app.now(), after, PAGE).await?;
        let Some(&(end, _)) = page.last() else { break };
        after = end;
        let cheques = page.iter().map(|&(place, home)| (ChequeId(round.first_cheque.0 + place), home));
        activate(run, cheques.collect()).await?;
    }
    match run.app.ask(run.book, release).await {
        // It may have closed meanwhile: then nothing is left to follow.
        Ok(_) | Err(Failure::Refused(_)) => Ok(()),
        Err(failure) => Err(failure),
    }
}

/// Whether just this was asked before and not refused: a row that is about something else says nothing.
async fn is_done(run: &Run<'_>, wish: &Wish) -> Result<bool, Failure> {
    let asked = run.app.receive(wish.clone())?;
    let wanted = Wanted { commands: [asked.key].into(), ..Wanted::default() };
    let rows = run.app.database.load(run.book, &wanted).await?.commands;
    Ok(rows.iter().any(|row| row.refusal.is_none() && row.request == asked.request))
}

/// Activates cheques for their households, with fresh ids for their lots.
async fn activate(run: &mut Run<'_>, mut cheques: Vec<(ChequeId, HouseholdId)>) -> Result<(), Failure> {
    for _ in 0..TRIES {
        let mut waiting = Vec::with_capacity(cheques.len());
        for (cheque, household) in cheques.drain(..) {
            let lot = LotId::fresh(run.app.now(), run.app.draw());
            let command = ChequeCommand::ActivateByStandingChoice { cheque, household, lot };
            let wish = Wish::new(run.app.fresh_key(), Actor::System, command);
            waiting.push(((cheque, household), run.submit(wish).await?));
        }
        for (asked, submitted) in waiting {
            match submitted.decided().await {
                Err(Failure::Refused(Refusal::IdTaken)) => cheques.push(asked),
                // The choice ended in this very moment, or the cheque was set aside.
                Err(Failure::Refused(_)) => {}
                answer => {
                    let did = answer.map(|answer| usize::from(answer.did == Did::Now));
                    run.note("follow a standing choice", Cheque::key(asked.0), did)?;
                }
            }
        }
        if cheques.is_empty() {
            return Ok(());
        }
    }
    Err(Failure::Refused(Refusal::IdTaken))
}
