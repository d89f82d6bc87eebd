//! The residents act in file order: each types the code of a letter, then pledges.

use super::line::InLine;
use super::{CliError, Import, moment, progress};
use crate::app::writer::Failure;
use crate::app::{Wish, codes};
use crate::domain::cheque::{Activate, ChequeCommand};
use crate::domain::initiative::{Initiative, InitiativeStatus};
use crate::domain::wallet::{Give, MOST_GIVES, WalletCommand};
use crate::domain::{Actor, Cents, ChequeId, WalletId};
use crate::pabulib::split;
use crate::store::CodeEntry;

/// How many letters are opened at once.
const PAGE: usize = 512;

impl Import {
    pub(super) async fn residents_act(&self) -> Result<(), CliError> {
        if self.all_have_acted().await? {
            return Ok(());
        }
        let first = self.round().await?.first_cheque.0;
        let votes = self.ballot.votes.len();
        let count = progress::count("residents", votes);
        let mut line = InLine::new(self);
        for page in (0..votes).step_by(PAGE) {
            let page = page..votes.min(page + PAGE);
            let cheques = page.clone().map(|vote| ChequeId(first + vote as i64));
            for (vote, entry) in page.clone().zip(self.open_letters(cheques).await?) {
                self.clock.set(moment(self.ballot.projects.len() + vote));
                self.act(vote, entry, &mut line).await?;
            }
            count.reached(page.end);
        }
        line.finish().await?;
        count.finish();
        Ok(())
    }

    /// The deadline passes when every resident has acted. Behind it none of them is asked again: who was refused
    /// before would be refused for another reason, if the refusal was forgotten meanwhile (`jobs::retention`).
    /// Before it a refusal that was forgotten comes again, since what is full stays full.
    async fn all_have_acted(&self) -> Result<bool, CliError> {
        let all = (0..self.ballot.projects.len()).map(Self::initiative);
        let states = self.app.look_all::<Initiative>(self.book, all).await?;
        Ok(states.iter().any(|(_, state)| state.status != InitiativeStatus::Open))
    }

    /// Reads the codes in these letters, and finds the cheques of the codes.
    async fn open_letters(
        &self,
        cheques: impl Iterator<Item = ChequeId>,
    ) -> Result<Vec<CodeEntry>, CliError> {
        let printed = codes::printed(&self.app, self.book, cheques).await?;
        let typed: Vec<_> = printed.into_iter().map(|(_, code)| code).collect();
        let found = codes::find_all(&self.app, &typed).await?;
        let entries = typed.iter().map(|code| found.get(code).copied());
        let entries: Option<Vec<CodeEntry>> = entries.collect();
        entries.ok_or_else(|| CliError::Other("a code of this round is not in the directory".into()))
    }

    /// Activates, then pledges.
    async fn act(&self, vote: usize, entry: CodeEntry, line: &mut InLine<'_>) -> Result<(), Failure> {
        let (wallet, household, lot) = self.names.resident(vote, self.app.now());
        let activate = ChequeCommand::Activate(Activate {
            cheque: entry.cheque,
            generation: u32::try_from(entry.generation).unwrap_or(u32::MAX),
            wallet,
            new_wallet: true,
            household,
            new_household: true,
            lot,
        });
        let resident = Actor::Resident(wallet);
        line.push(Wish::new(self.names.key(&format!("activate {vote}")), resident, activate)).await?;
        // A vote for more projects than one command takes is several: each is cut by itself.
        for (part, gives) in self.gives(vote)?.chunks(MOST_GIVES).enumerate() {
            let key = self.names.key(&format!("pledge {vote} {part}"));
            line.push(Wish::new(key, resident, pledge(wallet, gives))).await?;
        }
        Ok(())
    }

    /// The cheque, split over the projects of the vote.
    fn gives(&self, vote: usize) -> Result<Vec<Give>, Failure> {
        let shares = split(self.ballot.cheque_cents, &self.ballot.votes[vote]);
        let give = |(project, cents)| {
            let cents = Cents::new(cents).map_err(|error| Failure::Broken(error.to_string()))?;
            Ok(Give { initiative: Self::initiative(project), cents })
        };
        shares.into_iter().map(give).collect()
    }
}

fn pledge(wallet: WalletId, gives: &[Give]) -> WalletCommand {
    WalletCommand::Pledge { wallet, gives: gives.to_vec() }
}
