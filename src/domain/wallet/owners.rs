//! Who holds lots: a resident's wallet.

use super::super::cheque::ChequeEvent;
use super::super::event::Event;
use super::super::id::{LotId, WalletId};
use super::super::thing::{Kind, Stated, Unfit};
use super::list_again;
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
        if let Event::Cheque(
            ChequeEvent::Activated(activation) | ChequeEvent::ActivatedByStandingChoice(activation),
        ) = event
        {
            self.lots.retain(|lot| !activation.retired.contains(lot));
            self.lots.push(activation.lot);
        }
        list_again(&mut self.lots, event, |lot| lot.wallet == id);
        Ok(())
    }
}
