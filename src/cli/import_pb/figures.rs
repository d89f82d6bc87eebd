//! What came of it, from the events of the book.

use super::{BUDGET, CliError, Import, progress};
use crate::domain::cheque::ChequeEvent;
use crate::domain::initiative::InitiativeEvent;
use crate::domain::payout::PayoutEvent;
use crate::domain::round::RoundEvent;
use crate::domain::wallet::{LapsesTo, WalletEvent};
use crate::domain::{Account, Cents, Event, InitiativeId};
use crate::pabulib::Ballot;
use crate::store::{Storage, Wanted, codec};
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
pub struct Totals {
    cheques: i64,
    cheque_cents: i64,
    activated: i64,
    pledges: i64,
    paid_cents: i64,
    lapsed_cents: i64,
    budget_left_cents: i64,
    outcomes: BTreeMap<i64, Outcome>,
}

impl Totals {
    fn add(&mut self, event: &Event) {
        match event {
            Event::Round(event) => self.add_round(event),
            Event::Cheque(event) => self.activated += i64::from(matches!(event, ChequeEvent::Activated(_))),
            Event::Wallet(event) => self.add_wallet(event),
            Event::Initiative(event) => self.add_initiative(event),
            Event::Payout(event) => self.add_payout(event),
            Event::Programme(_)
            | Event::Budget(_)
            | Event::Household(_)
            | Event::CommonPot(_)
            | Event::Delivery(_)
            | Event::Erasure(_) => {}
        }
    }

    fn add_round(&mut self, event: &RoundEvent) {
        match event {
            RoundEvent::ChequesIssued { count, each, .. } => {
                self.cheques += count;
                self.cheque_cents = each.get();
            }
            RoundEvent::ChequesLapsed { cents, .. } => self.lapsed_cents += cents.get(),
            RoundEvent::Drafted { .. }
            | RoundEvent::ListChecked { .. }
            | RoundEvent::IssueBegun { .. }
            | RoundEvent::Issued { .. }
            | RoundEvent::LettersReleased { .. }
            | RoundEvent::GraceBegun { .. }
            | RoundEvent::ClosingBegun { .. }
            | RoundEvent::Closed { .. }
            | RoundEvent::FinallySettled { .. }
            | RoundEvent::CancelBegun { .. }
            | RoundEvent::Cancelled { .. }
            | RoundEvent::ChequesWithdrawn { .. } => {}
        }
    }

    fn add_payout(&mut self, event: &PayoutEvent) {
        match event {
            PayoutEvent::Executed { cents, .. } => self.paid_cents += cents.get(),
            PayoutEvent::Proposed { .. }
            | PayoutEvent::LotsReserved { .. }
            | PayoutEvent::Ready { .. }
            | PayoutEvent::Approved { .. }
            | PayoutEvent::Sent { .. }
            | PayoutEvent::ExecutionBegun { .. }
            | PayoutEvent::LotsPaid { .. }
            | PayoutEvent::RejectionBegun { .. }
            | PayoutEvent::LotsReleased { .. }
            | PayoutEvent::Rejected { .. }
            | PayoutEvent::BankReturnBegun { .. }
            | PayoutEvent::LotsReopened { .. }
            | PayoutEvent::ReturnedByBank { .. } => {}
        }
    }

    fn add_wallet(&mut self, event: &WalletEvent) {
        match event {
            WalletEvent::Pledged { .. } => self.pledges += 1,
            WalletEvent::LotLapsed { cents, to: LapsesTo::Budget, .. } => self.lapsed_cents += cents.get(),
            WalletEvent::LotLapsed { to: LapsesTo::CommonPot, .. }
            | WalletEvent::Withdrawn { .. }
            | WalletEvent::ReturnedByReversal { .. }
            | WalletEvent::GivenToCommonPot { .. } => {}
        }
    }

    fn add_initiative(&mut self, event: &InitiativeEvent) {
        let (cents, residents, households, status) = match event {
            InitiativeEvent::Funded { cents, residents, households, .. } => {
                (cents, residents, households, "funded")
            }
            InitiativeEvent::FundedPartly { cents, residents, households, .. } => {
                (cents, residents, households, "funded_partly")
            }
            InitiativeEvent::ReturnBegun { cents, residents, households, .. } => {
                (cents, residents, households, "failed")
            }
            InitiativeEvent::Drafted { .. }
            | InitiativeEvent::Edited { .. }
            | InitiativeEvent::InitiatorAdded { .. }
            | InitiativeEvent::Submitted { .. }
            | InitiativeEvent::ChangesAsked { .. }
            | InitiativeEvent::Approved { .. }
            | InitiativeEvent::Rejected { .. }
            | InitiativeEvent::Opened { .. }
            | InitiativeEvent::Paused { .. }
            | InitiativeEvent::Resumed { .. }
            | InitiativeEvent::ReconsiderationBegun { .. }
            | InitiativeEvent::ReconsiderationExplained { .. }
            | InitiativeEvent::ReturnFinished { .. }
            | InitiativeEvent::PledgesReturned { .. } => return,
        };
        let outcome = Outcome { pledged: *cents, supporters: *residents.min(households), status };
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
    /// Adds up all events of the book, and looks whether the sums fit.
    pub(super) async fn read_figures(&self) -> Result<Totals, CliError> {
        progress::say("Adding up what happened.");
        let last = self.app.database.head(self.book).await?.seq;
        let mut figures = Totals::default();
        let mut from = 1;
        while from <= last {
            let rows = self.app.database.events(self.book, from, from + PAGE - 1).await?;
            for row in &rows {
                let event = codec::decode(&row.kind, row.version, &row.payload);
                figures.add(&event.map_err(|error| CliError::Other(error.to_string()))?);
            }
            from += PAGE;
        }
        figures.budget_left_cents = self.balance(Account::Budget(BUDGET)).await?;
        let all = figures.cheques * figures.cheque_cents;
        if figures.lapsed_cents != all - figures.paid_cents {
            return Err(CliError::Other(format!(
                "the books do not add up: of {all} cents in cheques, {} were paid and {} lapsed",
                figures.paid_cents, figures.lapsed_cents
            )));
        }
        Ok(figures)
    }

    async fn balance(&self, account: Account) -> Result<i64, CliError> {
        let wanted = Wanted { accounts: [account].into(), ..Wanted::default() };
        let rows = self.app.database.load(self.book, &wanted).await?.accounts;
        Ok(rows.first().map_or(0, |row| row.credits - row.debits))
    }
}
