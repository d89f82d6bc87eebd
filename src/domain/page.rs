//! A page of long work over lots. An event holds at most 500 legs, so thousands of lots are gone through in
//! pages that the app finds in order; between pages other commands go on.

use super::draft::{Draft, No};
use super::id::LotId;
use super::refusal::Refusal;
use super::round::Round;
use super::thing::Stated;
use super::wallet::Lot;
use std::collections::BTreeSet;

/// The most lots in one page, and the most legs in one event.
pub const LOTS_A_PAGE: usize = 500;

/// The most legs in an event that also says whose lots are listed again: so it stays below 64 KiB.
pub const RELISTING_PAGE: usize = 300;

/// The lots of a page in their order, each once and loaded. Refused if there are more than [`LOTS_A_PAGE`].
pub(super) fn lots_of_page(lots: &[LotId], draft: &Draft) -> Result<Vec<LotId>, No> {
    if lots.len() > LOTS_A_PAGE {
        return Err(Refusal::PageTooLong { most: LOTS_A_PAGE }.into());
    }
    let mut seen = BTreeSet::new();
    let distinct: Vec<LotId> = lots.iter().copied().filter(|&lot| seen.insert(lot)).collect();
    draft.need(distinct.iter().map(|&lot| Lot::key(lot)))?;
    Ok(distinct)
}

/// Loads the rounds these lots come from, whose rules say how long returned money can be spent.
pub(super) fn need_rounds(lots: &[LotId], draft: &Draft) -> Result<(), No> {
    let mut rounds = BTreeSet::new();
    for &lot in lots {
        rounds.insert(Round::key(draft.get::<Lot>(lot)?.round));
    }
    draft.need(rounds)
}
