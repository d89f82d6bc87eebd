//! A store that says nothing at some point, as behind a connection of which only our end is left: whoever asked
//! is answered all the same, and what was asked is done once.

use crate::store::{Session, Shared, Tx};
use crate::tables::BOOK;
use std::future::pending;
use std::sync::{Arc, Mutex};
use std::time::Duration;
use wijkkas::app::writer::{Asked, Failure, Handle, Options, Rows};
use wijkkas::domain::calendar::Zone;
use wijkkas::domain::programme::{ProgrammeCommand, Rules};
use wijkkas::domain::{Actor, BookId, Did, Timestamp};
use wijkkas::store::silence::answered;
use wijkkas::store::{CommandKey, EventRow, Head, Loaded, Storage, StorageTx, StoreError, Wanted, WriteSet};

/// Where it says nothing.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Place {
    Load,
    Begin,
    Advance,
    Lock,
    Write,
    BeforeCommit,
    AfterCommit,
}

/// The store, and where it will say nothing, once each.
#[derive(Clone)]
struct Mute {
    store: Session,
    places: Arc<Mutex<Vec<Place>>>,
}

impl Mute {
    async fn pass(&self, place: Place) {
        let is_mute = {
            let mut places = self.places.lock().expect("nobody panics while holding it");
            let found = places.iter().position(|one| *one == place);
            found.map(|index| places.swap_remove(index)).is_some()
        };
        if is_mute {
            pending::<()>().await;
        }
    }
}

struct MuteTx {
    tx: Tx,
    mute: Mute,
}

impl Storage for Mute {
    type Tx = MuteTx;

    async fn head(&self, book: BookId) -> Result<Head, StoreError> {
        self.store.head(book).await
    }

    async fn load(&self, book: BookId, wanted: &Wanted) -> Result<Loaded, StoreError> {
        // As the database does.
        let load = async {
            self.pass(Place::Load).await;
            self.store.load(book, wanted).await
        };
        answered(load).await
    }

    async fn events(&self, book: BookId, from: i64, to: i64) -> Result<Vec<EventRow>, StoreError> {
        self.store.events(book, from, to).await
    }

    async fn begin(&self) -> Result<MuteTx, StoreError> {
        self.pass(Place::Begin).await;
        Ok(MuteTx { tx: self.store.begin().await?, mute: self.clone() })
    }
}

impl StorageTx for MuteTx {
    async fn advance(&mut self, set: &WriteSet) -> Result<bool, StoreError> {
        self.mute.pass(Place::Advance).await;
        self.tx.advance(set).await
    }

    async fn lock(&mut self, book: BookId) -> Result<Head, StoreError> {
        self.mute.pass(Place::Lock).await;
        self.tx.lock(book).await
    }

    async fn write(&mut self, set: &WriteSet) -> Result<(), StoreError> {
        self.mute.pass(Place::Write).await;
        self.tx.write(set).await
    }

    async fn commit(self) -> Result<(), StoreError> {
        self.mute.pass(Place::BeforeCommit).await;
        let ended = self.tx.commit().await;
        self.mute.pass(Place::AfterCommit).await;
        ended
    }

    async fn rollback(self) {
        self.tx.rollback().await;
    }
}

fn found(number: u32) -> Asked {
    let name = format!("Programme {number}");
    let command = ProgrammeCommand::Found { name, zone: Zone::amsterdam(), rules: Rules::default() };
    Asked {
        key: CommandKey::named(&format!("found {number}")),
        request: [0; 32],
        actor: Actor::System,
        command: command.into(),
        received: Timestamp::from_ms(1_767_607_200_000),
        cause: None,
        rows: Rows::default(),
        line: None,
    }
}

/// What a command is answered when the store says nothing in these places, and how many events there are.
fn ask(places: &[Place]) -> (Result<Did, Failure>, usize) {
    let (answer, events, _) = ask_and_wait(places);
    (answer, events)
}

/// The same, and how long that took.
fn ask_and_wait(places: &[Place]) -> (Result<Did, Failure>, usize, Duration) {
    let runtime = tokio::runtime::Builder::new_current_thread().enable_time().start_paused(true).build();
    runtime.expect("a runtime").block_on(async {
        let store = Shared::new(0, 1, false);
        let mute = Mute { store: store.session(0), places: Arc::new(Mutex::new(places.to_vec())) };
        let handle = Handle::start(mute, BOOK, Options::default());
        let asked = tokio::time::Instant::now();
        let answer = tokio::time::timeout(Duration::from_mins(30), handle.ask(found(1))).await;
        let waited = asked.elapsed();
        let answer = answer.unwrap_or_else(|_| panic!("nobody was answered: {places:?}"));
        let events = store.inside().tables.events.len();
        (answer.map(|answer| answer.did), events, waited)
    })
}

#[test]
fn whoever_asks_is_answered_and_it_is_done_once() {
    use Place::{Advance, AfterCommit, BeforeCommit, Begin, Lock, Write};
    for place in [Begin, Advance, Write, BeforeCommit, AfterCommit] {
        assert_eq!(ask(&[place]), (Ok(Did::Now), 1), "{place:?}");
    }
    // Also when it says nothing to the question whether it was written.
    let (answer, events) = ask(&[AfterCommit, Lock]);
    assert!(matches!(answer, Err(Failure::Unknown(_))), "{answer:?}");
    assert_eq!(events, 1);
}

/// The times that are promised in ARCHITECTURE.md.
#[test]
fn a_database_that_stays_silent_keeps_nobody_for_ever() {
    // It is not known whether it was written: one question, and no more tries.
    let (answer, _, waited) = ask_and_wait(&[Place::Begin; 20]);
    assert!(matches!(answer, Err(Failure::Unknown(_))), "{answer:?}");
    assert_eq!(waited.as_secs(), 4 * 60);
    // It is known that nothing was written, so it is tried again, eight times in all.
    let (answer, events, waited) = ask_and_wait(&[Place::Write; 20]);
    assert!(matches!(answer, Err(Failure::Store(_))), "{answer:?}");
    assert_eq!((events, waited.as_secs()), (0, 8 * 2 * 60 + 6));
    // It was silent already when it was looked for what the batch needs.
    let (answer, events, waited) = ask_and_wait(&[&[Place::Load][..], &[Place::Write; 20]].concat());
    assert!(matches!(answer, Err(Failure::Store(_))), "{answer:?}");
    assert_eq!((events, waited.as_secs()), (0, 9 * 2 * 60 + 6));
}
