//! Accounts and states against what the log makes of them.

use super::super::look::IF_OF_ANOTHER_VERSION;
use super::super::replay::{Reached, Replay, Unproven, Watch};
use super::differences::differs;
use crate::domain::{Account, BookId, Key};
use crate::store::{AccountRow, Head, Snapshot, StateRow};
use std::collections::HashSet;

/// How often is told how far it is: every so many states.
const TELL: i64 = 20_000;

/// Where the money is, in cents. Sums of many accounts can pass the range of one.
#[derive(Debug, Default)]
struct Money {
    received: i128,
    paid: i128,
    returned: i128,
    held: i128,
}

impl Money {
    fn add(&mut self, row: &AccountRow) {
        let balance = i128::from(row.credits) - i128::from(row.debits);
        match row.account {
            Account::BankReceived(_) => self.received -= balance,
            Account::BankPaid(_) => self.paid += balance,
            Account::BankReturned(_) => self.returned += balance,
            Account::Budget(_)
            | Account::Unactivated(_)
            | Account::Lot(_)
            | Account::Pot(_)
            | Account::Common(_)
            | Account::Payable(_) => self.held += balance,
        }
    }

    fn is_conserved(&self) -> bool {
        self.received == self.held + self.paid + self.returned
    }
}

/// Proves the accounts, and that money came from nowhere and went nowhere.
pub async fn accounts(
    snapshot: &Snapshot,
    book: BookId,
    replay: &Replay,
    head: &Head,
) -> Result<(), Unproven> {
    let (mut last, mut money) = (0, Money::default());
    let prove = |row: AccountRow| {
        if row.no != last + 1 {
            return differs(format!("account {} is missing: after {last} comes {}", last + 1, row.no));
        }
        last = row.no;
        money.add(&row);
        account(&row, replay)
    };
    snapshot.each::<AccountRow, _>(book, prove).await?;
    if last != replay.accounts() {
        return differs(format!("account {} is missing: {last} is the last", last + 1));
    }
    if head.accounts != last {
        let says = head.accounts;
        return differs(format!("the head says that account {says} is the last, but it is {last}"));
    }
    if !money.is_conserved() {
        let Money { received, paid, returned, held } = money;
        return differs(format!(
            "{received} cents were received, but {held} held, {paid} paid and {returned} returned are others"
        ));
    }
    Ok(())
}

fn account(row: &AccountRow, replay: &Replay) -> Result<(), Unproven> {
    let AccountRow { no, account, debits, credits } = row;
    let Some(sums) = replay.account(*account) else {
        return differs(format!("account {no}, {account}: no transfer names it"));
    };
    if *no != sums.no {
        return differs(format!("account {account} has the number {no}, but it was given {}", sums.no));
    }
    if (*debits, *credits) != (sums.debits, sums.credits) {
        return differs(format!(
            "account {account} says debits {debits} and credits {credits}, but its transfers add up to debits \
             {} and credits {}",
            sums.debits, sums.credits
        ));
    }
    if account.is_held() && credits < debits {
        return differs(format!("account {account} is overdrawn by {} cents", debits - credits));
    }
    Ok(())
}

/// Proves the states, byte for byte.
pub async fn states(
    snapshot: &Snapshot,
    book: BookId,
    replay: &Replay,
    watch: Watch<'_>,
) -> Result<(), Unproven> {
    let (mut found, all) = (0, replay.things().len() as i64);
    let prove = |row: StateRow| {
        found += 1;
        if found % TELL == 0 {
            watch(Reached { what: "things", done: found, all });
        }
        state(&row, replay)
    };
    snapshot.each::<StateRow, _>(book, prove).await?;
    if found == all {
        return Ok(());
    }
    // Every state that was found is one the log makes, so some of those are not there.
    let mut there: HashSet<Key> = HashSet::new();
    let note = |row: StateRow| {
        there.insert(row.key);
        Ok::<_, Unproven>(())
    };
    snapshot.each::<StateRow, _>(book, note).await?;
    let missing = replay.things().keys().filter(|key| !there.contains(key)).min();
    differs(
        missing.map_or_else(|| "a state is missing".into(), |key| format!("the state of {key} is missing")),
    )
}

fn state(row: &StateRow, replay: &Replay) -> Result<(), Unproven> {
    let key = row.key;
    let Some(entry) = replay.thing(key) else {
        return differs(format!("there is a state of {key}, but no event made it"));
    };
    let body = entry.encode();
    let body = body.map_err(|error| Unproven::Differs(format!("the state of {key}: {error}")))?;
    if row.body != body {
        return differs(format!(
            "the state of {key} is not what its events make of it; {IF_OF_ANOTHER_VERSION}"
        ));
    }
    if row.due != entry.due() {
        return differs(format!("the state of {key} is due at another time than its events say"));
    }
    Ok(())
}
