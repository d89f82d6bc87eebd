//! Deciding a batch, in order, against what is known plus what this batch already decided. No I/O: what is
//! missing is named, loaded by the caller, and the batch goes on where it stopped.

use super::accounts::{Changed, Posting, Sums, missing};
use super::answer::Asked;
use super::desk::Desk;
use crate::domain::{
    Account, Changes, ChequeId, Did, Draft, Event, Happened, Key, No, Refusal, Timestamp, Transfer, decide,
    postings,
};
use crate::store::codec::{self, Encoded};
use crate::store::{
    CodeRow, CommandKey, CommandRow, EventRow, Head, StateRow, TransferRow, Wanted, WriteSet, chain,
};
use crate::views;
use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::sync::Arc;

/// What became of a command.
#[derive(Debug)]
pub enum Verdict {
    /// It is done.
    Done { did: Did, seq: i64, events: Vec<Event> },
    /// It was decided before under this key.
    Before(CommandRow),
    /// It may not be done.
    Refused(Refusal),
    /// It was refused before, in words that this program cannot read.
    RefusedByOther,
    /// The key was used for another wish.
    KeyReused,
    /// It would break the books.
    Broken(String),
}

/// A batch in the making.
#[derive(Debug)]
pub struct Batch {
    /// What will be written. Shared with whoever writes it, when it is finished.
    pub set: Arc<WriteSet>,
    /// What became of the commands so far, in order.
    pub verdicts: Vec<Verdict>,
    before: HashMap<CommandKey, CommandRow>,
    touched: BTreeSet<Key>,
    accounts: Changed,
    views: views::Pending,
    start: Head,
}

/// An accepted command, ready to be put into the batch.
struct Accepted {
    changes: Changes,
    encoded: Vec<Encoded>,
    transfers: Vec<TransferRow>,
    codes: Vec<CodeRow>,
    accounts: BTreeMap<Account, Sums>,
    last_account: i64,
}

impl Batch {
    /// An empty batch on top of a head.
    pub fn new(desk: &Desk, head: Head) -> Self {
        Self {
            set: Arc::new(WriteSet::new(desk.book, &head)),
            verdicts: Vec::new(),
            before: HashMap::new(),
            touched: BTreeSet::new(),
            accounts: Changed::default(),
            views: views::Pending::default(),
            start: head,
        }
    }

    /// These commands were decided before.
    pub fn recall(&mut self, rows: impl IntoIterator<Item = CommandRow>) {
        self.before.extend(rows.into_iter().map(|row| (row.key, row)));
    }

    /// What is known of a command, if it was decided before or in this batch.
    pub fn recalled(&self, key: CommandKey) -> Option<&CommandRow> {
        self.before.get(&key)
    }

    /// Until it is finished nobody shares it, so nothing is copied.
    fn set(&mut self) -> &mut WriteSet {
        Arc::make_mut(&mut self.set)
    }

    /// Decides on; what is wanted must be loaded before it can go on. More commands may be added behind those
    /// that are decided.
    pub fn decide(&mut self, asked: &[Asked], desk: &mut Desk) -> Wanted {
        while let Some(next) = asked.get(self.verdicts.len()) {
            if let Err(mut wanted) = self.decide_one(next, desk) {
                for later in &asked[self.verdicts.len() + 1..] {
                    self.look_ahead(later, desk, &mut wanted);
                }
                return wanted;
            }
        }
        Wanted::default()
    }

    /// Whether some command would break the books.
    pub fn is_broken(&self) -> bool {
        self.verdicts.iter().any(|verdict| matches!(verdict, Verdict::Broken(_)))
    }

    fn now(&self, asked: &Asked) -> Timestamp {
        asked.received.max(self.set.head.recorded)
    }

    fn decide_one(&mut self, asked: &Asked, desk: &mut Desk) -> Result<(), Wanted> {
        if let Some(row) = self.before.get(&asked.key) {
            self.verdicts.push(repeated(row, asked));
            return Ok(());
        }
        let now = self.now(asked);
        let mut draft = Draft::new(&desk.known, self.set.head.seq, asked.actor, now);
        let verdict = match decide(&asked.command, &mut draft) {
            Err(No::Missing(keys)) => return Err(things(keys)),
            Err(No::Broken(unfit)) => Verdict::Broken(unfit.to_string()),
            Err(No::Refused(refusal)) => {
                self.remember_refusal(asked, &refusal, now);
                Verdict::Refused(refusal)
            }
            Ok(did) => match self.prepare(draft, asked, desk)? {
                Ok(accepted) => self.accept(did, accepted, asked, now, desk),
                Err(why) => Verdict::Broken(why),
            },
        };
        self.verdicts.push(verdict);
        Ok(())
    }

    /// What a later command will want, as far as can be seen now.
    fn look_ahead(&self, asked: &Asked, desk: &Desk, wanted: &mut Wanted) {
        if self.before.contains_key(&asked.key) {
            return;
        }
        let mut draft = Draft::new(&desk.known, self.set.head.seq, asked.actor, self.now(asked));
        match decide(&asked.command, &mut draft) {
            Err(No::Missing(keys)) => wanted.things.extend(keys),
            Ok(_) => wanted.accounts.extend(missing(&draft.transfers(), &desk.accounts)),
            Err(No::Refused(_) | No::Broken(_)) => {}
        }
    }

    /// Encodes and posts the events of a draft; in words why that cannot be.
    fn prepare(&self, draft: Draft, asked: &Asked, desk: &Desk) -> Result<Result<Accepted, String>, Wanted> {
        // The days of views are those of its zone.
        if desk.known.get(views::programme_key()).is_none() {
            return Err(things(vec![views::programme_key()]));
        }
        let absent = missing(&draft.transfers(), &desk.accounts);
        if !absent.is_empty() {
            return Err(Wanted { accounts: absent.into_iter().collect(), ..Wanted::default() });
        }
        let changes = draft.finish();
        let codes = match directory(&changes.happened, &asked.rows.codes) {
            Ok(codes) => codes,
            Err(why) => return Ok(Err(why)),
        };
        let mut posting = Posting::new(&desk.accounts, self.set.head.accounts);
        let (mut encoded, mut transfers) = (Vec::new(), Vec::new());
        for (happened, seq) in changes.happened.iter().zip(self.set.head.seq + 1..) {
            match codec::encode(&happened.event) {
                Ok(bytes) => encoded.push(bytes),
                Err(error) => return Ok(Err(error.to_string())),
            }
            let legs: Vec<Transfer> = postings(&happened.event);
            for (transfer, leg) in legs.iter().zip(0..) {
                match posting.post(seq, leg, transfer) {
                    Ok(row) => transfers.push(row),
                    Err(why) => return Ok(Err(why)),
                }
            }
        }
        let (accounts, last_account) = posting.finish();
        Ok(Ok(Accepted { changes, encoded, transfers, codes, accounts, last_account }))
    }

    fn accept(
        &mut self,
        did: Did,
        accepted: Accepted,
        asked: &Asked,
        now: Timestamp,
        desk: &mut Desk,
    ) -> Verdict {
        let Accepted { changes, encoded, transfers, codes, accounts, last_account } = accepted;
        let count = changes.happened.len() as i64;
        let seq = if count > 0 { self.set.head.seq + 1 } else { self.set.head.seq };
        let zone = views::zone(desk.known.get(views::programme_key()).flatten());
        for (happened, encoded) in changes.happened.iter().zip(encoded) {
            self.append(encoded, happened.effective, asked, now);
            self.views.fold(&happened.event, &changes.things, zone);
            self.erase(&happened.event);
        }
        self.set().transfers.extend(transfers);
        self.set().codes.extend(codes);
        for (account, sums) in accounts {
            self.accounts.note(account, desk.accounts.get(account).flatten().copied());
            desk.accounts.put(account, Some(sums));
        }
        self.set().head.accounts = last_account;
        for (key, entry) in changes.things {
            self.touched.insert(key);
            desk.known.put(key, Some(entry));
        }
        if count > 0 {
            let (set, rows) = (self.set(), &asked.rows);
            set.texts.extend_from_slice(&rows.texts);
            set.persons.extend_from_slice(&rows.persons);
            set.erased.addresses.extend_from_slice(&rows.addresses);
            set.ended.extend(rows.ended.iter().map(|tenancy| (tenancy.clone(), now)));
            set.visits.extend(rows.visit.iter().cloned());
            set.untied.extend(rows.untied);
        }
        self.remember(asked, seq, count, None, now);
        let events = changes.happened.into_iter().map(|happened| happened.event).collect();
        Verdict::Done { did, seq, events }
    }

    /// The rows go with the event that says so.
    fn erase(&mut self, event: &Event) {
        let ((person, texts), erased) = (event.erased(), &mut self.set().erased);
        erased.persons.extend(person);
        erased.texts.extend_from_slice(texts);
    }

    fn append(&mut self, encoded: Encoded, effective: Timestamp, asked: &Asked, now: Timestamp) {
        let set = self.set();
        let mut row = EventRow {
            seq: set.head.seq + 1,
            kind: encoded.kind,
            version: encoded.version,
            payload: encoded.payload,
            recorded: now,
            effective,
            command: asked.key,
            actor: asked.actor.to_string(),
            cause: asked.cause,
            chain: [0; 32],
        };
        row.chain = chain::link(&set.head.chain, &chain::leaf(set.book, &row));
        set.head.seq = row.seq;
        set.head.chain = row.chain;
        set.head.recorded = now;
        set.events.push(row);
    }

    fn remember(&mut self, asked: &Asked, seq: i64, events: i64, refusal: Option<String>, at: Timestamp) {
        let turn = self.set.head.turn;
        let row = CommandRow { key: asked.key, request: asked.request, seq, events, refusal, turn, at };
        self.before.insert(asked.key, row.clone());
        self.set().commands.push(row);
    }

    /// Remembers a refusal that another time might not get, so that a repeated command gets the same answer.
    fn remember_refusal(&mut self, asked: &Asked, refusal: &Refusal, now: Timestamp) {
        if !refusal.depends_on_state() {
            return;
        }
        // A refusal is plain data that always has a JSON form.
        if let Ok(words) = serde_json::to_string(refusal) {
            self.remember(asked, self.set.head.seq, 0, Some(words), now);
        }
    }

    /// Completes the set: accounts, states as they are now, views.
    pub fn finish(&mut self, desk: &Desk) -> Result<(), serde_json::Error> {
        let set = Arc::make_mut(&mut self.set);
        (set.new_accounts, set.account_changes) = self.accounts.rows(&desk.accounts);
        for &key in &self.touched {
            let Some(entry) = desk.known.get(key).flatten() else { continue };
            set.states.push(StateRow { key, due: entry.due(), body: entry.encode()? });
        }
        set.views = std::mem::take(&mut self.views).into_rows();
        Ok(())
    }

    /// Takes what this batch decided out of memory again, since it was not written.
    pub fn undo(&self, desk: &mut Desk) {
        desk.head = Some(self.start.clone());
        for &key in &self.touched {
            desk.known.forget(key);
        }
        for account in self.accounts.accounts() {
            desk.accounts.forget(account);
        }
    }
}

/// The entries of the codes that come into being, from the rows that were sent along: a code without its entry
/// would open nothing, and an entry of a code that was not needed after all would lead to none.
fn directory(happened: &[Happened], rows: &[CodeRow]) -> Result<Vec<CodeRow>, String> {
    let rows: HashMap<(i64, u32), &CodeRow> =
        rows.iter().map(|row| ((row.cheque, row.generation), row)).collect();
    let codes = happened.iter().flat_map(|happened| happened.event.new_codes());
    let entry = |(cheque, generation): (ChequeId, u32)| match rows.get(&(cheque.0, generation)) {
        Some(&row) => Ok(row.clone()),
        None => Err(format!("the code {generation} of cheque {cheque} has no entry in the directory")),
    };
    codes.map(entry).collect()
}

fn things(keys: Vec<Key>) -> Wanted {
    Wanted { things: keys.into_iter().collect(), ..Wanted::default() }
}

fn repeated(row: &CommandRow, asked: &Asked) -> Verdict {
    use subtle::ConstantTimeEq;
    if !bool::from(row.request.ct_eq(&asked.request)) {
        return Verdict::KeyReused;
    }
    match row.refusal.as_deref().map(serde_json::from_str) {
        None => Verdict::Before(row.clone()),
        Some(Ok(refusal)) => Verdict::Refused(refusal),
        // It stays refused: whoever was told so may have asked for something else since. And it breaks no books, so
        // those it is decided with go on.
        Some(Err(_)) => Verdict::RefusedByOther,
    }
}
