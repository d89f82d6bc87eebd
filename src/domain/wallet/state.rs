//! Who holds lots: a resident's wallet.

use super::super::event::Event;
use super::super::id::{LotId, WalletId};
use super::super::thing::{Kind, Stated, Unfit};
use super::list;
use serde::{Deserialize, Serialize};

/// A resident's lots together. It lists the lots to look at; they hold the amounts.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Wallet {
    /// Lots with money in them or in initiatives.
    pub lots: Vec<LotId>,
}

impl Stated for Wallet {
    type Id = WalletId;
    const KIND: Kind = Kind::Wallet;

    fn born(id: WalletId, event: &Event) -> Option<Self> {
        let mut wallet = Self::default();
        wallet.apply(id, event).ok()?;
        (!wallet.lots.is_empty()).then_some(wallet)
    }

    fn apply(&mut self, id: WalletId, event: &Event) -> Result<(), Unfit> {
        list(&mut self.lots, event, |lot| lot.wallet == id);
        Ok(())
    }
}
