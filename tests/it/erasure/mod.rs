//! Forgetting people: their words are gone from every file, the books stay, and an older copy that is put back
//! is erased again.

mod beside;
mod gone;
mod replay;
mod steps;

use crate::support::raw;
use crate::support::world::World;
use std::path::{Path, PathBuf};
use wijkkas::app::erasure::{self, ErasureFile, Step, Subject};
use wijkkas::app::persons::{self, Person};
use wijkkas::app::writer::Options;
use wijkkas::app::{Wish, texts};
use wijkkas::domain::erasure::{Erasure, ErasureStatus};
use wijkkas::domain::initiative::{InitiativeCommand, Plan};
use wijkkas::domain::{Actor, AreaId, Cents, ErasureId, PersonId, TextId, TextRef, Timestamp};
use wijkkas::jobs::{self, Done};
use wijkkas::store::{PersonRow, Storage as _, TextRow, chain};

/// What all words begin with, so that they are found quickly.
const START: &str = "woord";
/// After the days to think it over.
const LATER: &str = "2026-01-13T00:00:00Z";
/// The texts of the person, and as many of others.
const TEXTS: usize = 120;

/// A world with a file of erasures, a person with many texts, and texts of others.
struct Scene {
    world: World,
    url: String,
    person: PersonId,
    texts: Vec<(TextRef, String)>,
    others: Vec<TextRef>,
}

impl Scene {
    async fn open(url: &str, folder: &Path) -> Self {
        let mut world = World::open(url, Options::default()).await;
        world.app = world.app.clone().with_erasures(ErasureFile::at(&folder.join("west.erasures")));
        let wanted = Person {
            name: "woordnaam van der Plein".into(),
            email: Some(beside::ADDRESS.into()),
            ..Person::default()
        };
        let row = persons::make(&world.app, &wanted).expect("a person");
        let (person, mut persons) = (row.id, vec![row]);
        let (mut own, mut others) = (Vec::new(), Vec::new());
        for number in 0..2 * TEXTS {
            // From a line to more than a page of the database, and not in order of size.
            let length = 1 + number * 977 % 3_100;
            let words = format!("woord{number:05}begin {} woord{number:05}eind", noise(number, length));
            // Not in order of their ids either: pages are split and filled up again.
            let id = TextId((number * 7_919 % 10_007) as i64);
            let author = (number % 2 == 0).then_some(person);
            let (reference, text) = texts::with(id, [7; 32], author, &words).expect("a text");
            if author.is_some() {
                own.push((reference.clone(), words));
            } else {
                others.push(reference.clone());
            }
            write(&world, reference, text, std::mem::take(&mut persons)).await;
        }
        beside::write(&world, person).await;
        Self { world, url: url.into(), person, texts: own, others }
    }

    /// All words that must go, at the beginning and the end of every text.
    fn words(&self) -> Vec<String> {
        let mut words: Vec<String> = self.texts.iter().flat_map(|(_, words)| ends(words)).collect();
        words.push("woordnaam van der Plein".into());
        words.extend(beside::words());
        words
    }

    async fn files(&self) -> Vec<u8> {
        raw::files_of(&self.world.app.database, &self.url).await
    }

    /// How many of the words are in the database's files.
    async fn found(&self) -> usize {
        raw::count(&self.files().await, START, &self.words())
    }

    async fn ask(&self) -> ErasureId {
        let by = (self.world.key(), Actor::Initiator(self.person));
        erasure::ask(&self.world.app, self.world.book, self.person, by).await.expect("asked").0
    }

    fn later(&self) {
        self.world.clock.set(LATER.parse::<Timestamp>().expect("a time"));
    }

    async fn run(&self) -> Done {
        jobs::run(&self.world.app, self.world.book).await.expect("the jobs run")
    }

    async fn status(&self, id: ErasureId) -> ErasureStatus {
        self.world
            .app
            .look::<Erasure>(self.world.book, id)
            .await
            .expect("the database answers")
            .expect("the request")
            .status
    }

    fn subject(&self, erasure: ErasureId) -> Subject {
        let mut texts: Vec<TextId> = self.texts.iter().map(|(reference, _)| reference.id).collect();
        texts.sort_unstable();
        Subject { book: "west".into(), erasure, person: Some(self.person), texts }
    }

    fn file(&self) -> &ErasureFile {
        self.world.app.erasures.as_deref().expect("the scene has a file")
    }

    fn last_step(&self) -> Option<Step> {
        self.file().read().expect("the file is readable").steps.last().map(|(_, step)| *step)
    }

    /// The chain over all events is the one they were written with.
    async fn chain_is_whole(&self) {
        let (app, book) = (&self.world.app, self.world.book);
        let head = app.database.head(book).await.expect("a head");
        let mut chain = chain::genesis(book);
        for event in app.database.events(book, 1, head.seq).await.expect("the events") {
            chain = chain::link(&chain, &chain::leaf(book, &event));
            assert_eq!(chain, event.chain, "event {}", event.seq);
        }
        assert_eq!(chain, head.chain);
    }
}

/// Writes a text with the initiative it tells of.
async fn write(world: &World, story: TextRef, text: TextRow, persons: Vec<PersonRow>) {
    let target = Cents::new(100_000).expect("an amount");
    let plan = Plan { purpose: "green".into(), story, target, lines: vec![] };
    let draft = InitiativeCommand::Draft { area: AreaId(1), plan, person: None, wallets: vec![] };
    let mut wish = Wish::new(world.key(), Actor::System, draft);
    wish.rows.texts.push(text);
    wish.rows.persons = persons;
    world.app.ask(world.book, wish).await.expect("drafted");
}

/// The beginning and the end of a text.
fn ends(words: &str) -> [String; 2] {
    [words.split(' ').next().expect("a word").into(), words.split(' ').next_back().expect("a word").into()]
}

/// Letters in no order: PostgreSQL packs long texts, and what is packed is not found.
fn noise(seed: usize, length: usize) -> String {
    let mut state = seed as u64 + 1;
    let letter = |_| {
        state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1);
        char::from(b'a' + (state >> 59) as u8 % 26)
    };
    (0..length).map(letter).collect()
}

/// A folder in this one, made if need be.
fn make(folder: &Path, name: &str) -> PathBuf {
    let folder = folder.join(name);
    std::fs::create_dir_all(&folder).expect("a folder");
    folder
}
