//! The tables of one book in memory, with what the database enforces: unique keys and checks.

use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet};
use wijkkas::domain::{Account, BookId, Key, Timestamp};
use wijkkas::store::{
    AccountRow, CommandKey, CommandRow, EventRow, Head, StateRow, TransferRow, Upsert, WriteSet, chain,
};

/// The book every simulation is about.
pub const BOOK: BookId = BookId(7);

/// A row of a view: numbers and words by column.
pub type ViewRow = (BTreeMap<&'static str, i64>, BTreeMap<&'static str, String>);

/// All rows of the book.
#[derive(Clone, Debug)]
pub struct Tables {
    /// The head.
    pub head: Head,
    /// Events; number n is at place n - 1.
    pub events: Vec<EventRow>,
    /// Transfers in order.
    pub transfers: Vec<TransferRow>,
    /// Accounts; number n is at place n - 1.
    pub accounts: Vec<AccountRow>,
    /// The numbers of accounts by name.
    pub numbers: HashMap<Account, i64>,
    /// States.
    pub states: BTreeMap<Key, (Option<Timestamp>, Vec<u8>)>,
    /// Commands.
    pub commands: BTreeMap<CommandKey, CommandRow>,
    /// Views, by table and key.
    pub views: BTreeMap<(&'static str, Vec<i64>), ViewRow>,
    codes: HashSet<[u8; 32]>,
    texts: HashSet<i64>,
}

impl Tables {
    /// A book that was just begun.
    pub fn new() -> Self {
        let recorded = Timestamp::from_ms(0);
        Self {
            head: Head { turn: 0, seq: 0, chain: chain::genesis(BOOK), recorded, accounts: 0 },
            events: Vec::new(),
            transfers: Vec::new(),
            accounts: Vec::new(),
            numbers: HashMap::new(),
            states: BTreeMap::new(),
            commands: BTreeMap::new(),
            views: BTreeMap::new(),
            codes: HashSet::new(),
            texts: HashSet::new(),
        }
    }

    /// What the database would refuse in these rows, in its words.
    pub fn check(&self, set: &WriteSet) -> Result<(), String> {
        self.check_log(set)?;
        self.check_accounts(set)?;
        let (mut keys, mut codes, mut texts) = (BTreeSet::new(), BTreeSet::new(), BTreeSet::new());
        for row in &set.commands {
            unique("command", !self.commands.contains_key(&row.key) && keys.insert(row.key))?;
        }
        for row in &set.codes {
            unique("code", !self.codes.contains(&row.digest) && codes.insert(row.digest))?;
        }
        for row in &set.texts {
            unique("text", !self.texts.contains(&row.id.0) && texts.insert(row.id.0))?;
            if row.body.contains('\0') {
                return Err("invalid byte sequence for encoding \"UTF8\": 0x00".into());
            }
        }
        let states: BTreeSet<Key> = set.states.iter().map(|row| row.key).collect();
        unique("state", states.len() == set.states.len())
    }

    fn check_log(&self, set: &WriteSet) -> Result<(), String> {
        // What is stored has no gaps, so a number is free if it is beyond the end.
        let mut last = self.events.len() as i64;
        for row in &set.events {
            unique("event", row.seq > last)?;
            last = row.seq;
            holds("effective <= recorded", row.effective <= row.recorded)?;
        }
        let mut last = self.transfers.last().map(|row| (row.seq, row.leg));
        for row in &set.transfers {
            unique("transfer", last < Some((row.seq, row.leg)))?;
            last = Some((row.seq, row.leg));
            holds("cents > 0", row.cents > 0)?;
            holds("debit <> credit", row.debit != row.credit)?;
        }
        Ok(())
    }

    fn check_accounts(&self, set: &WriteSet) -> Result<(), String> {
        let mut names = BTreeSet::new();
        for (row, no) in set.new_accounts.iter().zip(self.accounts.len() as i64 + 1..) {
            unique("account", row.no == no)?;
            unique("account_name", !self.numbers.contains_key(&row.account) && names.insert(row.account))?;
            check_sums(row.account, row.debits, row.credits)?;
        }
        for change in &set.account_changes {
            if let Some(row) = usize::try_from(change.no - 1).ok().and_then(|at| self.accounts.get(at)) {
                check_sums(row.account, row.debits + change.debits, row.credits + change.credits)?;
            }
        }
        Ok(())
    }

    /// Writes the rows; they must have been checked.
    pub fn apply(&mut self, set: &WriteSet) {
        self.events.extend_from_slice(&set.events);
        self.transfers.extend_from_slice(&set.transfers);
        for row in &set.new_accounts {
            self.accounts.push(*row);
            self.numbers.insert(row.account, row.no);
        }
        for change in &set.account_changes {
            // Like an UPDATE, it passes over an account that does not exist.
            if let Some(row) = usize::try_from(change.no - 1).ok().and_then(|at| self.accounts.get_mut(at)) {
                row.debits += change.debits;
                row.credits += change.credits;
            }
        }
        for StateRow { key, due, body } in &set.states {
            self.states.insert(*key, (*due, body.clone()));
        }
        self.commands.extend(set.commands.iter().map(|row| (row.key, row.clone())));
        self.codes.extend(set.codes.iter().map(|row| row.digest));
        self.texts.extend(set.texts.iter().map(|row| row.id.0));
        for row in &set.views {
            upsert(&mut self.views, row);
        }
    }
}

/// Sets or adds to a row of a view.
pub fn upsert(views: &mut BTreeMap<(&'static str, Vec<i64>), ViewRow>, row: &Upsert) {
    let key = row.key.iter().map(|(_, value)| *value).collect();
    let (numbers, words) = views.entry((row.table, key)).or_default();
    for (column, value) in &row.add {
        *numbers.entry(*column).or_default() += value;
    }
    numbers.extend(row.set.iter().copied());
    words.extend(row.words.iter().cloned());
}

fn unique(name: &str, is: bool) -> Result<(), String> {
    if is { Ok(()) } else { Err(format!("duplicate key value violates unique constraint \"{name}\"")) }
}

fn holds(check: &str, does: bool) -> Result<(), String> {
    if does { Ok(()) } else { Err(format!("new row violates check constraint \"{check}\"")) }
}

fn check_sums(account: Account, debits: i64, credits: i64) -> Result<(), String> {
    holds("sums >= 0", debits >= 0 && credits >= 0)?;
    holds("kind <= 3 OR credits >= debits", !account.is_held() || credits >= debits)
}
