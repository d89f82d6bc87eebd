//! Small things that happen: a slip in a code, second thoughts, somebody who moves away.

use super::campaigns::Campaigns;
use super::neighbours::Neighbours;
use super::scene::Scene;
use super::tell::{self, euros};
use crate::app::activate::{Typed, activate};
use crate::app::codes;
use crate::cli::CliError;
use crate::domain::initiative::InitiativeStatus;
use crate::domain::wallet::{Lot, Wallet, WalletCommand, WalletEvent};
use crate::domain::{Actor, Event, WalletId};
use jiff::civil::{Date, date};

/// Somebody types two letters or digits of a code the wrong way round.
const SLIP: Date = date(2026, 2, 6);
/// Somebody takes money back from what will not make it, and gives it to something else.
const MOVE: Date = date(2026, 4, 13);
/// Somebody takes money back.
const WITHDRAWAL: Date = date(2026, 10, 12);
/// Neighbours move away and leave their savings to the neighbourhood.
const FAREWELLS: [Date; 3] = [date(2026, 7, 1), date(2027, 1, 30), date(2027, 6, 12)];

/// What happens on this day.
pub async fn happen(
    scene: &Scene,
    neighbours: &mut Neighbours,
    campaigns: &mut Campaigns,
    today: Date,
) -> Result<(), CliError> {
    match today {
        SLIP => slip(scene, neighbours, today).await,
        MOVE => change(scene, neighbours, campaigns, today).await,
        WITHDRAWAL => withdraw(scene, neighbours, campaigns, today).await,
        day if FAREWELLS.contains(&day) => farewell(scene, neighbours, today).await,
        _ => Ok(()),
    }
}

/// The last sign of a code finds a slip, before anybody has to ring up.
async fn slip(scene: &Scene, neighbours: &Neighbours, today: Date) -> Result<(), CliError> {
    let Some(opening) = neighbours.openings.values().flatten().next() else { return Ok(()) };
    let printed = codes::printed(&scene.app, scene.book, [opening.cheque]).await?;
    let Some((_, code)) = printed.first() else { return Ok(()) };
    let mut symbols: Vec<char> = code.to_string().chars().collect();
    let differ = symbols.windows(2).position(|pair| pair[0] != pair[1] && !pair.contains(&'-'));
    if let Some(place) = differ {
        symbols.swap(place, place + 1);
    }
    let typed: String = symbols.into_iter().collect();
    let refused = activate(&scene.app, scene.book, Typed { code: &typed, ..Typed::default() }).await;
    if let Err(refusal) = refused {
        tell::diary(today, "somebody swaps two letters or digits of a code, and reads:");
        say!("          {refusal}");
    }
    Ok(())
}

/// Somebody who supports one initiative and whose money may go to another.
async fn change(
    scene: &Scene,
    neighbours: &mut Neighbours,
    campaigns: &mut Campaigns,
    today: Date,
) -> Result<(), CliError> {
    let open = |title: &str| campaigns.all.iter().find(|campaign| campaign.wanted.title.starts_with(title));
    let (Some(from), Some(to)) = (open("Geveltuintjes"), open("Moestuin")) else { return Ok(()) };
    let Some(&who) = from.supporters.iter().find(|index| !to.supporters.contains(index)) else {
        return Ok(());
    };
    let Some(wallet) = neighbours.all[who].wallet else { return Ok(()) };
    let cents = crate::domain::Cents::new(250).map_err(|error| CliError::Other(error.to_string()))?;
    let wish = WalletCommand::Move { wallet, from: from.id, to: to.id, cents };
    scene.ask(Actor::Resident(wallet), wish).await?;
    let (from, to) = (from.wanted.title, to.wanted.title);
    tell::diary(today, &format!("a neighbour moves {} from “{from}” to “{to}”", euros(cents.get())));
    neighbours.look(scene, &[who]).await
}

async fn withdraw(
    scene: &Scene,
    neighbours: &mut Neighbours,
    campaigns: &mut Campaigns,
    today: Date,
) -> Result<(), CliError> {
    let Some(campaign) = campaigns.titled("Moestuin achter de Valkflat") else { return Ok(()) };
    if campaign.look(scene).await?.status != InitiativeStatus::Open {
        return Ok(());
    }
    let Some(&who) = campaign.supporters.last() else { return Ok(()) };
    let Some(wallet) = neighbours.all[who].wallet else { return Ok(()) };
    let wish = WalletCommand::Withdraw { wallet, initiative: campaign.id, cents: None };
    let answer = scene.ask(Actor::Resident(wallet), wish).await?;
    let back = answer.events.iter().filter_map(|event| {
        let Event::Wallet(WalletEvent::Withdrawn { legs, .. }) = event else { return None };
        Some(legs)
    });
    let back: i64 = back.flatten().map(|leg| leg.cents.get()).sum();
    campaign.supporters.remove(&who);
    let title = campaign.wanted.title;
    tell::diary(
        today,
        &format!("a supporter of “{title}” has second thoughts and takes {} back", euros(back)),
    );
    neighbours.look(scene, &[who]).await
}

/// Whoever has most to leave.
async fn farewell(scene: &Scene, neighbours: &mut Neighbours, today: Date) -> Result<(), CliError> {
    let leaver = (0..neighbours.all.len()).max_by_key(|&index| neighbours.all[index].free);
    let Some((who, wallet)) = leaver.and_then(|who| Some((who, neighbours.all[who].wallet?))) else {
        return Ok(());
    };
    let now = scene.app.now();
    let lots = scene.app.look::<Wallet>(scene.book, wallet).await?.map(|state| state.lots);
    let lots = scene.app.look_all::<Lot>(scene.book, lots.unwrap_or_default()).await?;
    let mut given = 0;
    for (id, lot) in lots.into_iter().filter(|(_, lot)| !lot.free.is_zero() && now < lot.until()) {
        given += lot.free.get();
        give(scene, wallet, id, lot.free).await?;
    }
    tell::diary(today, &format!("a neighbour moves away and leaves {} to the common pot", euros(given)));
    neighbours.look(scene, &[who]).await
}

async fn give(
    scene: &Scene,
    wallet: WalletId,
    lot: i64,
    cents: crate::domain::Cents,
) -> Result<(), CliError> {
    let lot = crate::domain::LotId(lot);
    let wish = WalletCommand::GiveToCommonPot { wallet, lot, cents };
    scene.ask(Actor::Resident(wallet), wish).await?;
    Ok(())
}
