//! The rows of the store, as plain values.

use super::hex::Hex;
use super::wallet_mails::Notice;
use crate::domain::{Account, BookId, ChequeId, IssuerId, Key, PersonId, TextId, Timestamp, WalletId};
use sha2::{Digest, Sha256};
use std::fmt;

/// The head of a book: who may write next, and where the log ends.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Head {
    /// Moves on with every commit.
    pub turn: i64,
    /// The number of the last event.
    pub seq: i64,
    /// Its hash in the chain.
    pub chain: [u8; 32],
    /// Its recorded time.
    pub recorded: Timestamp,
    /// The number of the last account.
    pub accounts: i64,
}

/// An idempotency key: the same key means the same wish.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct CommandKey(pub [u8; 16]);

impl CommandKey {
    /// A new key: milliseconds first (48 bits), then 80 random bits, the layout of a UUID version 7, so that
    /// keys made together lie together in the index.
    pub fn fresh(now: Timestamp, random: [u8; 10]) -> Self {
        let mut key = [0; 16];
        key[..6].copy_from_slice(&now.ms().to_be_bytes()[2..]);
        key[6..].copy_from_slice(&random);
        key[6] = key[6] & 0x0f | 0x70;
        key[8] = key[8] & 0x3f | 0x80;
        Self(key)
    }

    /// When a [fresh](Self::fresh) one was made.
    pub fn made(self) -> Timestamp {
        let mut ms = [0; 8];
        ms[2..].copy_from_slice(&self.0[..6]);
        Timestamp::from_ms(i64::from_be_bytes(ms))
    }

    /// Reads a key as it is written: 32 hexadecimal digits.
    pub fn parse(text: &str) -> Option<Self> {
        if text.len() != 32 || !text.bytes().all(|digit| digit.is_ascii_hexdigit()) {
            return None;
        }
        u128::from_str_radix(text, 16).ok().map(|key| Self(key.to_be_bytes()))
    }

    /// The key that follows from words. Whoever knows the words can send a command under it first: only for
    /// books that nobody else writes to. Elsewhere see [`Keyring::command_key`](super::keys::Keyring::command_key).
    pub fn named(words: &str) -> Self {
        let mut key = [0; 16];
        key.copy_from_slice(&Sha256::digest(words.as_bytes())[..16]);
        Self(key)
    }
}

/// 32 hexadecimal digits.
impl fmt::Display for CommandKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        Hex(&self.0).fmt(f)
    }
}

impl fmt::Debug for CommandKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "CommandKey({self})")
    }
}

/// An event as it is stored.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct EventRow {
    /// Counted from 1 within the book, without gaps.
    pub seq: i64,
    /// The room and the name, `wallet.Pledged`.
    pub kind: String,
    /// The version of the payload's layout.
    pub version: i64,
    /// The exact bytes.
    pub payload: Vec<u8>,
    /// When the command was received, raised to the book's last.
    pub recorded: Timestamp,
    /// When it takes effect.
    pub effective: Timestamp,
    /// The command it comes from.
    pub command: CommandKey,
    /// Who gave it.
    pub actor: String,
    /// The event it follows from, if it is a page of longer work.
    pub cause: Option<i64>,
    /// The chain up to and including this event.
    pub chain: [u8; 32],
}

/// A transfer as it is stored; accounts are numbers.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TransferRow {
    /// The event it belongs to.
    pub seq: i64,
    /// Counted from 0 within the event.
    pub leg: i64,
    /// The account it leaves.
    pub debit: i64,
    /// The account it enters.
    pub credit: i64,
    /// How much, in cents.
    pub cents: i64,
    /// The account of the lot, or of the budget before there is one.
    pub lot: i64,
    /// Credits less debits of the account it leaves, after it.
    pub debit_after: i64,
    /// Credits less debits of the account it enters, after it.
    pub credit_after: i64,
}

/// An account as it is stored, or a change of one: what it was debited and credited with, in cents.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct AccountRow {
    /// Its number.
    pub no: i64,
    /// Its name.
    pub account: Account,
    /// Sum of debits.
    pub debits: i64,
    /// Sum of credits.
    pub credits: i64,
}

/// The state of a thing as it is stored.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StateRow {
    /// Which thing.
    pub key: Key,
    /// When time next does something to it.
    pub due: Option<Timestamp>,
    /// The state.
    pub body: Vec<u8>,
}

/// A command as it is remembered.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CommandRow {
    /// Its idempotency key.
    pub key: CommandKey,
    /// Keyed hash of what was asked.
    pub request: [u8; 32],
    /// The first event it led to; where there are none, the last event before it.
    pub seq: i64,
    /// How many events.
    pub events: i64,
    /// The refusal, as JSON.
    pub refusal: Option<String>,
    /// The commit it was written in.
    pub turn: i64,
    /// When it was recorded.
    pub at: Timestamp,
}

/// A code's entry in the directory.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CodeRow {
    /// Keyed digest of the code.
    pub digest: [u8; 32],
    /// The version of the lookup key.
    pub key_version: u32,
    /// The cheque.
    pub cheque: i64,
    /// Which of its codes.
    pub generation: u32,
}

/// Erasable words.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TextRow {
    /// Their id in events.
    pub id: TextId,
    /// The key of their hash.
    pub key: [u8; 32],
    /// The words.
    pub body: String,
    /// Whose they are, if somebody's whose name is known.
    pub person: Option<PersonId>,
}

/// What is known of a person.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PersonRow {
    /// Their id in events.
    pub id: PersonId,
    /// Name, e-mail and the like, as JSON.
    pub body: String,
    /// The keyed hash of their e-mail address in hexadecimal digits, if they have one.
    pub email: Option<String>,
}

/// A tenancy, as an issuer names it.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Tenancy {
    /// Whose tenant.
    pub issuer: IssuerId,
    /// The issuer's key; it changes when the tenants change.
    pub key: String,
}

/// A visit whose code of a cheque is another from now on: whoever got a new one is still there with it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NewInVisit {
    /// The digest of the visit's token.
    pub digest: [u8; 32],
    /// The cheque.
    pub cheque: ChequeId,
    /// Which of its codes the visitor has now.
    pub generation: i64,
}

/// What opens a wallet by mail and ends with a command: the links that would tie an address to it, and its address unless
/// that was shown with the command.
#[derive(Clone, Copy, Debug)]
pub struct Untied {
    /// The wallet.
    pub wallet: WalletId,
    /// Whether its address stays.
    pub keeps_address: bool,
    /// The mail to an address that goes.
    pub notice: Notice,
}

/// Erasable rows that are deleted.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Erased {
    /// Persons.
    pub persons: Vec<PersonId>,
    /// Texts.
    pub texts: Vec<TextId>,
    /// Where mails to these persons go, as they are compared: those that wait go, and the links and stays of who signs
    /// in with one.
    pub addresses: Vec<String>,
}

/// A row of a view: set, or where it exists, set or added to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Upsert {
    /// The table.
    pub table: &'static str,
    /// Key columns besides the book.
    pub key: Vec<(&'static str, i64)>,
    /// Numbers added to what is there.
    pub add: Vec<(&'static str, i64)>,
    /// Numbers that replace what is there.
    pub set: Vec<(&'static str, i64)>,
    /// Words that replace what is there.
    pub words: Vec<(&'static str, String)>,
}

/// Everything one commit writes.
#[derive(Clone, Debug)]
pub struct WriteSet {
    /// The book.
    pub book: BookId,
    /// The head it started from.
    pub from: Head,
    /// The head afterwards.
    pub head: Head,
    /// New events.
    pub events: Vec<EventRow>,
    /// Their transfers.
    pub transfers: Vec<TransferRow>,
    /// New accounts, with their sums.
    pub new_accounts: Vec<AccountRow>,
    /// What is added to the sums of accounts that exist.
    pub account_changes: Vec<AccountRow>,
    /// States that are new or changed.
    pub states: Vec<StateRow>,
    /// Commands to remember.
    pub commands: Vec<CommandRow>,
    /// New entries of the directory of codes.
    pub codes: Vec<CodeRow>,
    /// New erasable words.
    pub texts: Vec<TextRow>,
    /// New persons.
    pub persons: Vec<PersonRow>,
    /// Tenancies that ended, with the time.
    pub ended: Vec<(Tenancy, Timestamp)>,
    /// Codes of visits that are replaced.
    pub visits: Vec<NewInVisit>,
    /// Wallets that no link and no address opens any more.
    pub untied: Vec<Untied>,
    /// Erasable rows to delete.
    pub erased: Erased,
    /// Changes of views.
    pub views: Vec<Upsert>,
}

impl WriteSet {
    /// Nothing yet, on top of this head.
    pub fn new(book: BookId, head: &Head) -> Self {
        let mut after = head.clone();
        after.turn += 1;
        Self {
            book,
            from: head.clone(),
            head: after,
            events: Vec::new(),
            transfers: Vec::new(),
            new_accounts: Vec::new(),
            account_changes: Vec::new(),
            states: Vec::new(),
            commands: Vec::new(),
            codes: Vec::new(),
            texts: Vec::new(),
            persons: Vec::new(),
            ended: Vec::new(),
            visits: Vec::new(),
            untied: Vec::new(),
            erased: Erased::default(),
            views: Vec::new(),
        }
    }

    /// Whether there is nothing to write.
    pub fn is_empty(&self) -> bool {
        self.commands.is_empty()
    }
}
