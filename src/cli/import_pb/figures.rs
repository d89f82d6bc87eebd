//! What came of it. The totals are those of the round and of its view. How the initiatives stood at the deadline,
//! before money went back or out, only the events remember, and how many pledges there were.

use super::{BUDGET, CliError, Import, ROUND, progress};
use crate::domain::initiative::{Became, InitiativeEvent, Stood};
use crate::domain::wallet::WalletEvent;
use crate::domain::{Account, Cents, Event, InitiativeId};
use crate::pabulib::Ballot;
use crate::store::{Storage, Wanted, codec};
use crate::views;
use std::collections::BTreeMap;

/// How many events are read at once.
const PAGE: i64 = 5000;

/// An initiative as it stood at the deadline.
#[derive(Clone, Copy, Debug)]
struct Outcome {
    pledged: Cents,
    supporters: i64,
    status: &'static str,
}

/// The totals, in cents where they are money.
#[derive(Debug, Default)]
pub struct ImportTotals {
    cheques: i64,
    cheque_cents: i64,
    activated: i64,
    pledges: i64,
    paid_cents: i64,
    lapsed_cents: i64,
    budget_left_cents: i64,
    outcomes: BTreeMap<i64, Outcome>,
}

impl ImportTotals {
    fn add(&mut self, event: &Event) {
        if let Event::Wallet(WalletEvent::Pledged { .. }) = event {
            self.pledges += 1;
        }
        if let Event::Initiative(event) = event {
            self.add_initiative(event);
        }
    }

    fn add_initiative(&mut self, event: &InitiativeEvent) {
        let Some(Stood { cents, residents, households, became }) = event.stood() else { return };
        let status = match became {
            Became::Funded => "funded",
            Became::FundedPartly => "funded_partly",
            Became::NoMoney => "failed",
        };
        let outcome = Outcome { pledged: cents, supporters: residents.min(households), status };
        self.outcomes.insert(event.initiative().0, outcome);
    }

    /// One row for each project, in file order.
    pub fn csv(&self, ballot: &Ballot) -> Result<Vec<u8>, CliError> {
        let failed =
            |error: String| CliError::Other(format!("the result could not be written down: {error}"));
        let mut table = csv::Writer::from_writer(Vec::new());
        let head = ["project_id", "target_cents", "pledged_cents", "supporters", "status"];
        table.write_record(head).map_err(|error| failed(error.to_string()))?;
        for (index, project) in ballot.projects.iter().enumerate() {
            let InitiativeId(number) = Import::initiative(index);
            let outcome = self.outcomes.get(&number);
            let outcome = outcome.ok_or_else(|| failed(format!("initiative {number} has no outcome")))?;
            let numbers = [project.cost_cents, outcome.pledged.get(), outcome.supporters];
            let [target, pledged, supporters] = numbers.map(|number| number.to_string());
            let row = [&project.id, &target, &pledged, &supporters, outcome.status];
            table.write_record(row).map_err(|error| failed(error.to_string()))?;
        }
        table.into_inner().map_err(|error| failed(error.to_string()))
    }

    /// The totals as one line of JSON.
    pub fn json(&self) -> String {
        let Self { cheques, cheque_cents, activated, pledges, paid_cents, .. } = self;
        let Self { lapsed_cents, budget_left_cents, .. } = self;
        format!(
            "{{\"cheques\":{cheques},\"cheque_cents\":{cheque_cents},\"activated\":{activated},\
             \"pledges\":{pledges},\"paid_cents\":{paid_cents},\"lapsed_cents\":{lapsed_cents},\
             \"budget_left_cents\":{budget_left_cents}}}"
        )
    }
}

impl Import {
    /// The figures of the book, once everything has happened. Refused if they do not add up.
    pub(super) async fn read_figures(&self) -> Result<ImportTotals, CliError> {
        progress::say("Adding up what happened.");
        let mut figures = ImportTotals::default();
        // The round has one part: all its cheques are of one budget.
        for part in self.round().await?.parts {
            figures.cheques += part.issued;
            figures.cheque_cents = part.each.get();
            figures.activated += part.activated;
        }
        for row in views::rounds::of_round(&self.app.database, self.book, ROUND).await? {
            figures.paid_cents += row.sums.paid;
            figures.lapsed_cents += row.sums.lapsed + row.sums.returned;
        }
        figures.budget_left_cents = self.balance(Account::Budget(BUDGET)).await?;
        self.add_events(&mut figures).await?;
        let all = figures.cheques * figures.cheque_cents;
        if figures.lapsed_cents != all - figures.paid_cents {
            return Err(CliError::Other(format!(
                "the books do not add up: of {all} cents in cheques, {} were paid and {} lapsed",
                figures.paid_cents, figures.lapsed_cents
            )));
        }
        Ok(figures)
    }

    async fn add_events(&self, figures: &mut ImportTotals) -> Result<(), CliError> {
        let last = self.app.database.head(self.book).await?.seq;
        let mut from = 1;
        while from <= last {
            for row in self.app.database.events(self.book, from, from + PAGE - 1).await? {
                let event = codec::decode(&row.kind, row.version, &row.payload);
                figures.add(&event.map_err(|error| CliError::Other(error.to_string()))?);
            }
            from += PAGE;
        }
        Ok(())
    }

    async fn balance(&self, account: Account) -> Result<i64, CliError> {
        let wanted = Wanted { accounts: [account].into(), ..Wanted::default() };
        let rows = self.app.database.load(self.book, &wanted).await?.accounts;
        Ok(rows.first().map_or(0, |row| row.credits - row.debits))
    }
}
