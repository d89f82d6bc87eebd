//! A second book-keeper: takes in every commit, replays its events from the stored bytes alone, and compares
//! what it gets with what was written beside them. It shares the domain's code with the writer, none of the
//! writer's.

use crate::tables::BOOK;
use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::sync::Arc;
use wijkkas::domain::cheque::ChequeEvent;
use wijkkas::domain::common::CommonPotEvent;
use wijkkas::domain::wallet::WalletEvent;
use wijkkas::domain::{
    Account, Entry, Event, InitiativeId, Is, Key, Kind, LotId, Stated, Thing, Timestamp, Transfer, WalletId,
    postings,
};
use wijkkas::store::{AccountRow, CommandKey, EventRow, Head, StateRow, TransferRow, WriteSet, chain, codec};
use wijkkas::views;

/// The sums of an account, in cents.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Sums {
    /// Its number.
    pub no: i64,
    /// Sum of debits.
    pub debits: i64,
    /// Sum of credits.
    pub credits: i64,
}

/// The book as the log tells it.
#[derive(Clone, Debug)]
pub struct Replica {
    /// Where the log ends.
    pub head: Head,
    /// Every thing.
    pub things: HashMap<Key, Arc<Entry>>,
    /// Every account.
    pub accounts: HashMap<Account, Sums>,
    /// Where the events of every command are: the first and how many.
    pub commands: HashMap<CommandKey, (i64, i64)>,
    /// Wallets in the order of their first cheque.
    pub wallets: Vec<WalletId>,
    /// Lots in the order of their activation.
    pub lots: Vec<LotId>,
    /// Lots whose activation was wrong, in order.
    pub reversed: Vec<LotId>,
    /// Lots that ever had money in an initiative, in order.
    pub pledged: HashMap<InitiativeId, Vec<LotId>>,
    /// Views made anew.
    pub views: views::Pending,
}

impl Replica {
    /// An empty book.
    pub fn new() -> Self {
        let recorded = Timestamp::from_ms(0);
        Self {
            head: Head { turn: 0, seq: 0, chain: chain::genesis(BOOK), recorded, accounts: 0 },
            things: HashMap::new(),
            accounts: HashMap::new(),
            commands: HashMap::new(),
            wallets: Vec::new(),
            lots: Vec::new(),
            reversed: Vec::new(),
            pledged: HashMap::new(),
            views: views::Pending::default(),
        }
    }

    /// The state of a thing.
    pub fn get<T: Stated>(&self, id: T::Id) -> Option<&T>
    where
        Thing: Is<T>,
    {
        self.things.get(&T::key(id)).and_then(|entry| entry.thing.is())
    }

    /// What an account holds, in cents.
    pub fn balance(&self, account: Account) -> i64 {
        self.accounts.get(&account).map_or(0, |sums| sums.credits - sums.debits)
    }

    /// Takes in a commit; in words what is wrong with it.
    pub fn take_in(&mut self, set: &WriteSet) -> Result<(), String> {
        same("start", &set.from, &self.head)?;
        let mut touched = BTreeSet::new();
        let mut changed = self.add_accounts(set)?;
        let mut transfers = set.transfers.iter();
        for command in set.events.chunk_by(|one, next| one.command == next.command) {
            let (mut events, mut of_command) = (Vec::new(), BTreeSet::new());
            for row in command {
                let event = self.event(row, &mut of_command)?;
                for (transfer, leg) in postings(&event).iter().zip(0..) {
                    let expected = self.post(row.seq, leg, transfer, &mut changed)?;
                    same("transfer", &transfers.next(), &Some(&expected))?;
                }
                events.push(event);
            }
            self.fold(&events, &of_command);
            touched.append(&mut of_command);
        }
        same("transfers left over", &transfers.count(), &0)?;
        self.check_states(set, &touched)?;
        self.check_accounts(set, changed)?;
        self.check_commands(set)?;
        self.head.turn += 1;
        same("head", &set.head, &self.head)
    }

    /// Takes the events of a command into the views, with the things they changed as they are after all of them.
    fn fold(&mut self, events: &[Event], touched: &BTreeSet<Key>) {
        let things = touched.iter().map(|key| (*key, Arc::clone(&self.things[key]))).collect();
        let zone = views::zone(self.things.get(&views::programme_key()));
        for event in events {
            self.views.fold(event, &things, zone);
        }
    }

    /// Takes in one event.
    fn event(&mut self, row: &EventRow, touched: &mut BTreeSet<Key>) -> Result<Event, String> {
        same("number of event", &row.seq, &(self.head.seq + 1))?;
        let link = chain::link(&self.head.chain, &chain::leaf(BOOK, row));
        same("chain of event", &row.chain, &link)?;
        if row.recorded < self.head.recorded || row.effective > row.recorded {
            return Err(format!("event {} is recorded or effective out of order", row.seq));
        }
        let event = codec::decode(&row.kind, row.version, &row.payload).map_err(|error| error.to_string())?;
        self.evolve(row, &event, touched)?;
        let of_command = self.commands.entry(row.command).or_insert((row.seq, 0));
        of_command.1 += 1;
        same("events of a command in a row", &row.seq, &(of_command.0 + of_command.1 - 1))?;
        self.head = Head {
            turn: self.head.turn,
            seq: row.seq,
            chain: link,
            recorded: row.recorded,
            accounts: self.head.accounts,
        };
        Ok(event)
    }

    /// Changes the things an event is about.
    fn evolve(&mut self, row: &EventRow, event: &Event, touched: &mut BTreeSet<Key>) -> Result<(), String> {
        let mut after = BTreeMap::new();
        for key in event.touches() {
            let before = self.things.get(&key);
            if before.is_some_and(|before| row.effective < before.since) {
                return Err(format!("event {} takes effect before the last one about {key}", row.seq));
            }
            let entry = Entry::evolve(before.map(AsRef::as_ref), key, event, (row.seq, row.effective));
            let entry = entry.map_err(|unfit| format!("event {} on {key}: {unfit}", row.seq))?;
            touched.insert(key);
            after.insert(key, Arc::new(entry));
        }
        if let Event::Cheque(ChequeEvent::ActivationReversed { lot, .. }) = event {
            self.reversed.push(*lot);
        }
        if let Event::Wallet(WalletEvent::Pledged { initiative, legs, .. }) = event {
            self.pledged.entry(*initiative).or_default().extend(legs.iter().map(|leg| leg.lot));
        }
        if let Event::CommonPot(CommonPotEvent::LotsGranted { initiative, legs, .. }) = event {
            self.pledged.entry(*initiative).or_default().extend(legs.iter().map(|leg| leg.lot));
        }
        for (key, entry) in after {
            if self.things.insert(key, entry).is_none() {
                self.note_new(key);
            }
        }
        Ok(())
    }

    fn note_new(&mut self, key: Key) {
        match key.kind {
            Kind::Wallet => self.wallets.push(WalletId(key.id)),
            Kind::Lot => self.lots.push(LotId(key.id)),
            _ => {}
        }
    }

    /// New accounts, all still at zero: their sums are made anew from the transfers.
    fn add_accounts(&mut self, set: &WriteSet) -> Result<BTreeMap<Account, Sums>, String> {
        let mut changed = BTreeMap::new();
        for row in &set.new_accounts {
            let sums = Sums { no: row.no, debits: 0, credits: 0 };
            same("number of an account", &row.no, &(self.head.accounts + 1))?;
            self.head.accounts = row.no;
            if self.accounts.insert(row.account, sums).is_some() {
                return Err(format!("{} was made twice", row.account));
            }
            changed.insert(row.account, sums);
        }
        Ok(changed)
    }

    fn post(
        &mut self,
        seq: i64,
        leg: i64,
        transfer: &Transfer,
        changed: &mut BTreeMap<Account, Sums>,
    ) -> Result<TransferRow, String> {
        let cents = transfer.cents.get();
        let lot = self.change(transfer.lot, 0, 0, changed)?.no;
        let debit = self.change(transfer.debit, cents, 0, changed)?;
        let credit = self.change(transfer.credit, 0, cents, changed)?;
        let debit_after = debit.credits - debit.debits;
        if transfer.debit.is_held() && debit_after < 0 {
            return Err(format!("event {seq} overdraws {}", transfer.debit));
        }
        let credit_after = credit.credits - credit.debits;
        let (debit, credit) = (debit.no, credit.no);
        Ok(TransferRow { seq, leg, debit, credit, cents, lot, debit_after, credit_after })
    }

    fn change(
        &mut self,
        account: Account,
        debit: i64,
        credit: i64,
        changed: &mut BTreeMap<Account, Sums>,
    ) -> Result<Sums, String> {
        let sums = self.accounts.get_mut(&account).ok_or_else(|| format!("{account} was not written"))?;
        changed.entry(account).or_insert(*sums);
        sums.debits += debit;
        sums.credits += credit;
        Ok(*sums)
    }

    fn check_states(&self, set: &WriteSet, touched: &BTreeSet<Key>) -> Result<(), String> {
        let written: BTreeSet<Key> = set.states.iter().map(|row| row.key).collect();
        same("things written", &written, touched)?;
        for StateRow { key, due, body } in &set.states {
            let entry = &self.things[key];
            same(&format!("state of {key}"), &Some(body), &entry.encode().ok().as_ref())?;
            same(&format!("due of {key}"), due, &entry.due())?;
        }
        Ok(())
    }

    /// The sums of new accounts, and what is added to the others, no more and no less.
    fn check_accounts(&self, set: &WriteSet, changed: BTreeMap<Account, Sums>) -> Result<(), String> {
        let written: BTreeMap<Account, AccountRow> =
            set.new_accounts.iter().chain(&set.account_changes).map(|row| (row.account, *row)).collect();
        same("accounts written", &written.len(), &(set.new_accounts.len() + set.account_changes.len()))?;
        let new: BTreeSet<Account> = set.new_accounts.iter().map(|row| row.account).collect();
        let mut right = BTreeMap::new();
        for (account, before) in changed {
            let Sums { no, debits, credits } = self.accounts[&account];
            let row =
                AccountRow { no, account, debits: debits - before.debits, credits: credits - before.credits };
            let is_new = new.contains(&account);
            if is_new || row.debits != 0 || row.credits != 0 {
                right.insert(account, row);
            }
        }
        same("account rows", &written, &right)
    }

    fn check_commands(&self, set: &WriteSet) -> Result<(), String> {
        let mut events = 0;
        for row in &set.commands {
            same("turn of a command", &row.turn, &set.head.turn)?;
            events += row.events;
            let expected = (row.events > 0).then_some((row.seq, row.events));
            same("events of a command", &self.commands.get(&row.key).copied(), &expected)?;
            if row.events > 0 && row.refusal.is_some() {
                return Err(format!("command {} was refused and did something", row.key));
            }
        }
        same("events of all commands", &events, &(set.events.len() as i64))
    }
}

/// Compares what was found with what is right.
pub fn same<T: PartialEq + std::fmt::Debug>(what: &str, found: &T, right: &T) -> Result<(), String> {
    if found == right { Ok(()) } else { Err(format!("{what}: found {found:?}, not {right:?}")) }
}
