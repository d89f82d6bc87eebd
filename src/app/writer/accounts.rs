//! Accounts in memory: their numbers and sums, and the posting of transfers on them.

use crate::domain::{Account, Memory, Transfer};
use crate::store::{AccountRow, TransferRow};
use std::collections::BTreeMap;

/// The number and the sums of an account, in cents.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Sums {
    /// Its number.
    pub no: i64,
    /// Sum of debits.
    pub debits: i64,
    /// Sum of credits.
    pub credits: i64,
}

/// Accounts the transfers need that are not in memory.
pub fn missing(transfers: &[Transfer], accounts: &Memory<Account, Sums>) -> Vec<Account> {
    let named = transfers.iter().flat_map(|transfer| [transfer.debit, transfer.credit, transfer.lot]);
    named.filter(|&account| accounts.get(account).is_none()).collect()
}

/// Transfers of one command being posted on the accounts in memory, which change only when all of them fit.
pub struct Posting<'a> {
    accounts: &'a Memory<Account, Sums>,
    last: i64,
    changed: BTreeMap<Account, Sums>,
}

impl<'a> Posting<'a> {
    /// Nothing posted yet; `last` is the last account number given out.
    pub fn new(accounts: &'a Memory<Account, Sums>, last: i64) -> Self {
        Self { accounts, last, changed: BTreeMap::new() }
    }

    /// Posts a transfer; an error in words if it would overdraw a held account.
    pub fn post(&mut self, seq: i64, leg: i64, transfer: &Transfer) -> Result<TransferRow, String> {
        let cents = transfer.cents.get();
        let lot = self.sums(transfer.lot).no;
        let debit = self.change(transfer.debit, cents, 0)?;
        let credit = self.change(transfer.credit, 0, cents)?;
        let debit_after = debit.credits - debit.debits;
        if transfer.debit.is_held() && debit_after < 0 {
            return Err(format!("{} would be overdrawn by {} cents", transfer.debit, -debit_after));
        }
        let credit_after = credit.credits - credit.debits;
        Ok(TransferRow {
            seq,
            leg,
            debit: debit.no,
            credit: credit.no,
            cents,
            lot,
            debit_after,
            credit_after,
        })
    }

    /// The accounts that changed, and the last number given out.
    pub fn finish(self) -> (BTreeMap<Account, Sums>, i64) {
        (self.changed, self.last)
    }

    fn sums(&mut self, account: Account) -> Sums {
        if let Some(sums) = self.changed.get(&account) {
            return *sums;
        }
        let sums = self.accounts.get(account).flatten().copied().unwrap_or_else(|| {
            self.last += 1;
            Sums { no: self.last, debits: 0, credits: 0 }
        });
        self.changed.insert(account, sums);
        sums
    }

    fn change(&mut self, account: Account, debit: i64, credit: i64) -> Result<Sums, String> {
        let before = self.sums(account);
        let too_much = || format!("the sums of {account} are too large");
        let after = Sums {
            no: before.no,
            debits: before.debits.checked_add(debit).ok_or_else(too_much)?,
            credits: before.credits.checked_add(credit).ok_or_else(too_much)?,
        };
        self.changed.insert(account, after);
        Ok(after)
    }
}

/// What a batch does to accounts, for the store: the sums at its beginning, and whether they existed.
#[derive(Debug, Default)]
pub struct Changed {
    first: BTreeMap<Account, Option<Sums>>,
}

impl Changed {
    /// Notes what an account was before its first change in this batch.
    pub fn note(&mut self, account: Account, before: Option<Sums>) {
        self.first.entry(account).or_insert(before);
    }

    /// All accounts that changed.
    pub fn accounts(&self) -> impl Iterator<Item = Account> {
        self.first.keys().copied()
    }

    /// New accounts with their sums, in the order of their numbers, and what is added to the others.
    pub fn rows(&self, accounts: &Memory<Account, Sums>) -> (Vec<AccountRow>, Vec<AccountRow>) {
        let (mut new, mut added) = (Vec::new(), Vec::new());
        for (&account, before) in &self.first {
            let Some(now) = accounts.get(account).flatten() else { continue };
            let (debits, credits) = before.map_or((0, 0), |sums| (sums.debits, sums.credits));
            let row = AccountRow {
                no: now.no,
                account,
                debits: now.debits - debits,
                credits: now.credits - credits,
            };
            if before.is_none() {
                new.push(row);
            } else if row.debits != 0 || row.credits != 0 {
                added.push(row);
            }
        }
        new.sort_unstable_by_key(|row| row.no);
        added.sort_unstable_by_key(|row| row.no);
        (new, added)
    }
}
