//! What must hold in the whole book, looked up in the rows alone.

use crate::inside::Inside;
use crate::replica::{Replica, Sums, same};
use crate::tables::{Tables, upsert};
use std::collections::BTreeMap;
use wijkkas::domain::budget::Budget;
use wijkkas::domain::common::CommonPot;
use wijkkas::domain::initiative::Initiative;
use wijkkas::domain::payout::Payout;
use wijkkas::domain::wallet::Lot;
use wijkkas::domain::{Account, AreaId, BudgetId, InitiativeId, LotId, PayoutId, Thing};

/// Everything: the rows against the log, the things against the accounts, the money.
pub fn book(inside: &Inside) -> Result<(), String> {
    let Inside { tables, replica, .. } = inside;
    same("head", &tables.head, &replica.head)?;
    same("events", &(tables.events.len() as i64), &tables.head.seq)?;
    states(tables, replica)?;
    accounts(tables, replica)?;
    money(replica)
}

/// The states are those the log leads to, no more and no less.
fn states(tables: &Tables, replica: &Replica) -> Result<(), String> {
    same("things", &tables.states.len(), &replica.things.len())?;
    for (key, (due, body)) in &tables.states {
        let entry = replica.things.get(key).ok_or_else(|| format!("{key} is not in the log"))?;
        same(&format!("state of {key}"), &Some(body), &entry.encode().ok().as_ref())?;
        same(&format!("due of {key}"), due, &entry.due())?;
        holds(&entry.thing, key.id, replica)?;
    }
    Ok(())
}

/// What a thing says it holds is what its account holds.
fn holds(thing: &Thing, id: i64, replica: &Replica) -> Result<(), String> {
    let (account, cents) = match thing {
        Thing::Budget(Budget { free, reserved, .. }) => {
            (Account::Budget(BudgetId(id)), free.get() + reserved.get())
        }
        Thing::Lot(Lot { free, .. }) => (Account::Lot(LotId(id)), free.get()),
        Thing::Initiative(Initiative { pot, .. }) => (Account::Pot(InitiativeId(id)), pot.get()),
        Thing::Payout(Payout { payable, .. }) => (Account::Payable(PayoutId(id)), payable.get()),
        Thing::CommonPot(CommonPot { cents, .. }) => (Account::Common(AreaId(id)), cents.get()),
        _ => return Ok(()),
    };
    same(&account.to_string(), &cents, &replica.balance(account))
}

fn accounts(tables: &Tables, replica: &Replica) -> Result<(), String> {
    same("accounts", &tables.accounts.len(), &replica.accounts.len())?;
    for row in &tables.accounts {
        let sums = Sums { no: row.no, debits: row.debits, credits: row.credits };
        same(&row.account.to_string(), &Some(&sums), &replica.accounts.get(&row.account))?;
    }
    Ok(())
}

/// Money is neither made nor lost: what the bank accounts say is what is held for others; nobody is in debt.
fn money(replica: &Replica) -> Result<(), String> {
    let mut all = 0;
    for (account, sums) in &replica.accounts {
        let balance = sums.credits - sums.debits;
        all += balance;
        same(&format!("{account} is overdrawn"), &(account.is_held() && balance < 0), &false)?;
    }
    same("sum of all accounts", &all, &0)
}

/// The views, made again from the log in one go, are the views that were written along the way.
pub fn views(inside: &mut Inside) -> Result<(), String> {
    let mut again = BTreeMap::new();
    for row in std::mem::take(&mut inside.replica.views).into_rows() {
        upsert(&mut again, &row);
    }
    same("views", &inside.tables.views, &again)
}

/// How many events of every type there are.
pub fn kinds(tables: &Tables) -> BTreeMap<String, u64> {
    let mut kinds = BTreeMap::new();
    for row in &tables.events {
        *kinds.entry(row.kind.clone()).or_default() += 1;
    }
    kinds
}

/// A full second replay, from the stored rows of the log alone.
pub fn replay(tables: &Tables) -> Result<(), String> {
    let mut set = wijkkas::store::WriteSet::new(crate::tables::BOOK, &Replica::new().head);
    set.events.clone_from(&tables.events);
    set.transfers.clone_from(&tables.transfers);
    set.new_accounts.clone_from(&tables.accounts);
    set.states = tables
        .states
        .iter()
        .map(|(key, (due, body))| wijkkas::store::StateRow { key: *key, due: *due, body: body.clone() })
        .collect();
    set.head = tables.head.clone();
    set.head.turn = 1;
    set.commands = tables.commands.values().filter(|row| row.events > 0).cloned().collect();
    set.commands.iter_mut().for_each(|row| row.turn = 1);
    Replica::new().take_in(&set)
}
