//! The residents: who activates a cheque, who saves, who gives to what. A seeded die decides.

use super::scene::Scene;
use super::script::{self, ISSUERS, Letters};
use crate::app::activate::{Activated, Typed, activate};
use crate::app::codes;
use crate::cli::CliError;
use crate::domain::wallet::{Lot, Wallet};
use crate::domain::{ChequeId, HouseholdId, WalletId};
use jiff::ToSpan;
use jiff::civil::Date;
use rand::rngs::StdRng;
use rand::seq::SliceRandom;
use rand::{RngExt, SeedableRng};
use std::collections::BTreeMap;

/// Activation goes on for about three months; most of it happens in the first weeks.
const DAYS_TO_ACTIVATE: i64 = 95;

/// How many of a hundred households open their letters.
const EAGER: u32 = 25;

/// A household and who answers its letters.
pub struct Neighbour {
    /// The household: the same as long as the tenancy lasts.
    pub household: HouseholdId,
    /// Who sends them cheques: a place in the script's list.
    pub issuer: usize,
    /// Whether they open their letters.
    eager: bool,
    /// Whether they keep their money for something large.
    pub saves: bool,
    /// Their wallet, from the first activation on.
    pub wallet: Option<WalletId>,
    /// What they can spend, in cents.
    pub free: i64,
}

/// A letter that somebody opens.
pub struct Opening {
    /// In which minute of the day.
    pub minute: i64,
    /// Who.
    pub neighbour: usize,
    /// Which cheque.
    pub cheque: ChequeId,
}

/// Everybody.
pub struct Neighbours {
    /// The households, in the order of the lists.
    pub all: Vec<Neighbour>,
    /// The letters that will be opened.
    pub openings: BTreeMap<Date, Vec<Opening>>,
    die: StdRng,
}

impl Neighbours {
    /// The households of all issuers.
    pub fn new(scene: &Scene) -> Self {
        let mut die = StdRng::seed_from_u64(script::SEED);
        let households =
            ISSUERS.iter().enumerate().flat_map(|(issuer, it)| (0..it.households).map(move |_| issuer));
        let neighbour = |issuer| Neighbour {
            issuer,
            household: HouseholdId::fresh(scene.app.now(), scene.app.draw()),
            eager: die.random_range(0..100) < EAGER,
            saves: die.random_range(0..100) < 30,
            wallet: None,
            free: 0,
        };
        let all = households.map(neighbour).collect();
        Self { all, openings: BTreeMap::new(), die }
    }

    /// Letters are on their way; `first` is the cheque of the first household.
    pub fn letters(&mut self, letters: &Letters, first: ChequeId) {
        for (index, neighbour) in self.all.iter().enumerate() {
            // Together they come to what the script says: 25 x 2.2 and 75 x 0.6 are 100.
            let tenths = if neighbour.eager { 22 } else { 6 };
            if self.die.random_range(0..1000) >= letters.activating * tenths {
                continue;
            }
            let days =
                self.die.random_range(2..DAYS_TO_ACTIVATE).min(self.die.random_range(2..DAYS_TO_ACTIVATE));
            let day = letters.day.saturating_add(days.days());
            let minute = self.die.random_range(8 * 60..22 * 60);
            let cheque = ChequeId(first.0 + index as i64);
            self.openings.entry(day).or_default().push(Opening { minute, neighbour: index, cheque });
        }
        self.openings.values_mut().for_each(|openings| openings.sort_by_key(|opening| opening.minute));
    }

    /// Somebody types the code of a letter, in their own way.
    pub async fn open(&mut self, scene: &Scene, opening: &Opening) -> Result<Activated, CliError> {
        let printed = codes::printed(&scene.app, scene.book, [opening.cheque]).await?;
        let code = printed.first().map(|(_, code)| code.to_string()).unwrap_or_default();
        let code = match self.die.random_range(0..3) {
            0 => code,
            1 => code.to_lowercase().replace('-', " "),
            _ => code.replace('-', "").replace('0', "o").replace('1', "l"),
        };
        let neighbour = &mut self.all[opening.neighbour];
        let (wallet, household) = (neighbour.wallet, Some(neighbour.household));
        let typed = Typed { code: &code, wallet, household, ..Typed::default() };
        let activated = activate(&scene.app, scene.book, typed).await;
        let activated = activated.map_err(|refusal| CliError::Other(refusal.to_string()))?;
        neighbour.wallet = Some(activated.wallet);
        self.look(scene, &[opening.neighbour]).await?;
        Ok(activated)
    }

    /// Looks up what these can spend.
    pub async fn look(&mut self, scene: &Scene, who: &[usize]) -> Result<(), CliError> {
        let now = scene.app.now();
        let owners = who.iter().filter_map(|&index| Some((self.all[index].wallet?.0, index)));
        let owners: BTreeMap<i64, usize> = owners.collect();
        let wallets = scene.app.look_all::<Wallet>(scene.book, owners.keys().copied().map(WalletId)).await?;
        let lots = wallets.iter().flat_map(|(_, wallet)| wallet.lots.iter().copied());
        let lots = scene.app.look_all::<Lot>(scene.book, lots).await?;
        for &index in owners.values() {
            self.all[index].free = 0;
        }
        for (_, lot) in lots.iter().filter(|(_, lot)| now < lot.until()) {
            if let Some(&index) = owners.get(&lot.wallet.0) {
                self.all[index].free += lot.free.get();
            }
        }
        Ok(())
    }

    /// Looks up what everybody can spend.
    pub async fn look_at_all(&mut self, scene: &Scene) -> Result<(), CliError> {
        let everybody: Vec<usize> = (0..self.all.len()).collect();
        self.look(scene, &everybody).await
    }

    /// Those who have money, in a new order each time.
    pub fn with_money(&mut self) -> Vec<usize> {
        let mut rich: Vec<usize> = (0..self.all.len()).filter(|&index| self.all[index].free > 0).collect();
        rich.shuffle(&mut self.die);
        rich
    }

    /// All somebody has, or about half of it.
    pub fn amount_of(&mut self, index: usize) -> i64 {
        let free = self.all[index].free;
        if self.die.random_range(0..4) == 0 { (free / 2 + 49) / 50 * 50 } else { free }
    }
}
