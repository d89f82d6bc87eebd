//! What must hold of one wish about money in an initiative: what is moved arrives, and what comes back can be spent.

use super::world::World;
use crate::domain::initiative::Initiative;
use crate::domain::wallet::{Lot, Wallet, WalletEvent};
use crate::domain::{Cents, Event, Happened, InitiativeId, LotId, Stated, Timestamp, WalletId};

/// A lot of the wallet: what can be spent of it and until when, and what two initiatives have of it.
#[derive(Debug, PartialEq, Eq)]
struct Seen {
    lot: LotId,
    free: Cents,
    until: Timestamp,
    placed: [Cents; 2],
}

/// How a wallet stands to the two initiatives of a move.
pub struct Before {
    wallet: WalletId,
    between: [InitiativeId; 2],
    lots: Vec<Seen>,
    pots: [Cents; 2],
    events: usize,
}

impl Before {
    /// Looks before the wish.
    pub fn look(world: &World, wallet: WalletId, between: [InitiativeId; 2]) -> Self {
        let (lots, pots) = (lots(world, wallet, between), between.map(|id| pot(world, id)));
        Self { wallet, between, lots, pots, events: world.book.log.len() }
    }

    /// Looks again: every lot has in the one initiative what it no longer has in the other, and else is the same.
    pub fn check_moved(self, world: &mut World) {
        if world.book.log.len() == self.events || self.between[0] == self.between[1] {
            return;
        }
        let (after, mut late) = (lots(world, self.wallet, self.between), false);
        assert_eq!(self.lots.len(), after.len());
        for (before, after) in self.lots.iter().zip(&after) {
            let same = |seen: &Seen| (seen.lot, seen.free, seen.until, sum(seen.placed));
            assert_eq!(same(before), same(after), "{before:?} became {after:?}");
            assert!(before.placed[1] <= after.placed[1], "{before:?} became {after:?}");
            late |= before.placed != after.placed && before.until <= world.book.now;
        }
        let pots = self.between.map(|id| pot(world, id));
        assert_eq!(sum(pots), sum(self.pots));
        assert!(pots[1] > self.pots[1], "nothing arrived");
        world.shown.insert("moved".into());
        if late {
            world.shown.insert("moved after its date".into());
        }
    }

    /// Looks at what came back since: all of it can be spent.
    pub fn check_withdrawn(self, world: &World) {
        for Happened { event, .. } in &world.book.log[self.events..] {
            let Event::Wallet(WalletEvent::Withdrawn { legs, .. }) = event else { continue };
            for leg in legs {
                let until = world.book.get::<Lot>(leg.lot).until();
                assert!(world.book.now < until, "{leg:?} came back too late for {until:?}");
            }
        }
    }
}

fn lots(world: &World, wallet: WalletId, between: [InitiativeId; 2]) -> Vec<Seen> {
    if !world.keys.contains(&Wallet::key(wallet)) {
        return Vec::new();
    }
    let seen = |&id: &LotId| {
        let lot = world.book.get::<Lot>(id);
        // Whether its lapse is written yet makes no difference.
        let free = if world.book.now < lot.until() { lot.free } else { Cents::ZERO };
        Seen { lot: id, free, until: lot.until(), placed: between.map(|id| lot.in_pot(id)) }
    };
    world.book.get::<Wallet>(wallet).lots.iter().map(seen).collect()
}

fn pot(world: &World, id: InitiativeId) -> Cents {
    if world.keys.contains(&Initiative::key(id)) { world.book.get::<Initiative>(id).pot } else { Cents::ZERO }
}

fn sum(two: [Cents; 2]) -> Cents {
    Cents::sum(two).unwrap()
}
