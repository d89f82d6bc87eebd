//! Those who ask: they send things twice, to two writers, to one that is dead, lose patience, and try again.

use crate::checks;
use crate::dice::Dice;
use crate::journal::Journal;
use crate::replica::Replica;
use crate::store::{Session, Shared};
use crate::tables::BOOK;
use crate::workload::{self, Draw, Wish};
use futures_util::future::join;
use std::cell::{Cell, RefCell};
use std::time::Duration;
use wijkkas::app::writer::{Answer, Asked, Failure, Handle, Line, Options};
use wijkkas::domain::Timestamp;
use wijkkas::store::CommandKey;

/// The most a wish moves time on, in milliseconds.
const STEP: i64 = 40 * 60 * 1000;
/// How far the clocks of the processes are apart at most, in milliseconds.
const SKEW: i64 = 90_000;
/// Wishes between two looks at the whole book.
const CHECK_EVERY: u64 = 10_000;

/// A process with its writer.
#[derive(Clone)]
struct Process {
    session: Session,
    handle: Handle,
}

/// A neighbourhood in the making.
pub struct Town {
    /// The store.
    pub store: Shared,
    /// What was asked and answered.
    pub journal: RefCell<Journal>,
    /// What was found wrong first.
    pub wrong: RefCell<Option<String>>,
    /// How many ask at the same time.
    pub clients: usize,
    processes: RefCell<Vec<Process>>,
    options: Options,
    dice: RefCell<Dice>,
    now: Cell<i64>,
    left: Cell<u64>,
}

impl Process {
    fn start(store: &Shared, writer: usize, options: Options) -> Self {
        let session = store.session(writer);
        Self { handle: Handle::start(session.clone(), BOOK, options), session }
    }

    /// Asks; nothing comes back from a process that dies.
    async fn ask(&self, asked: Asked) -> Option<Result<Answer, Failure>> {
        tokio::select! {
            biased;
            answer = self.handle.ask(asked) => Some(answer),
            () = self.session.death() => None,
        }
    }
}

impl Town {
    /// A town in which `commands` wishes are sent.
    pub fn new(seed: u64, commands: u64) -> Self {
        let mut dice = Dice::new(!seed);
        let writers = dice.place(2) + 3;
        let store = Shared::new(seed, writers, true);
        let options = Options {
            batch: dice.place(40) + 1,
            queue: dice.place(60) + 10,
            memory: if dice.chance(5_000) { 2_000 } else { 50 },
        };
        let processes = (0..writers).map(|writer| Process::start(&store, writer, options));
        Self {
            journal: RefCell::default(),
            wrong: RefCell::default(),
            clients: dice.place(80) + 8,
            processes: RefCell::new(processes.collect()),
            options,
            dice: RefCell::new(dice),
            now: Cell::new(1_767_607_200_000),
            left: Cell::new(commands),
            store,
        }
    }

    /// One who asks until all is asked or something is wrong.
    pub async fn client(&self) {
        while self.left.get() > 0 && self.wrong.borrow().is_none() {
            let asked = self.draw();
            let habit = self.dice.borrow_mut().between(0, 99);
            match habit {
                0..5 => {
                    let (one, other) = (self.writer(), self.writer());
                    join(self.send(one, &asked), self.send(other, &asked)).await;
                }
                5..8 => {
                    let one = self.writer();
                    join(self.send(one, &asked), self.send(one, &asked)).await;
                }
                8..10 => self.send_other(&asked).await,
                10..12 => self.lose_patience(&asked).await,
                12..16 => self.send_old().await,
                16..20 => self.send_line().await,
                _ => self.send_until_sure(&asked).await,
            }
        }
    }

    /// Sends it again while it is not known what became of it, or it was not saved; or gives up.
    async fn send_until_sure(&self, asked: &Asked) {
        for _ in 0..6 {
            let writer = self.writer();
            if self.send(writer, asked).await || self.chance(2_500) {
                return;
            }
            tokio::time::sleep(Duration::from_millis(20)).await;
        }
    }

    /// Sends it, and something else under the same key.
    async fn send_other(&self, asked: &Asked) {
        let other = Asked { key: asked.key, ..self.draw() };
        let (one, two) = (self.writer(), self.writer());
        if self.chance(5_000) {
            join(self.send(one, asked), self.send(two, &other)).await;
        } else {
            self.send(one, asked).await;
            self.send(two, &other).await;
        }
    }

    /// Goes away before the answer, and comes back later or never.
    async fn lose_patience(&self, asked: &Asked) {
        self.note_sent(asked);
        let patience = Duration::from_millis(self.dice.borrow_mut().between(0, 30).unsigned_abs());
        let process = self.process(self.writer());
        if let Ok(Some(answer)) = tokio::time::timeout(patience, process.ask(asked.clone())).await {
            self.hear(asked, answer);
        }
        if self.chance(5_000) {
            self.send_until_sure(asked).await;
        }
    }

    /// Sends something again that was sent long ago.
    async fn send_old(&self) {
        let key = self.key();
        let old = self.journal.borrow().old(key).cloned();
        if let Some(asked) = old {
            self.send_until_sure(&asked).await;
        }
    }

    /// Sends a wish once; whether it is known what became of it.
    async fn send(&self, writer: usize, asked: &Asked) -> bool {
        self.note_sent(asked);
        let process = self.process(writer);
        let Some(answer) = process.ask(Self::skewed(asked, writer)).await else { return false };
        let sure = !matches!(
            answer,
            Err(Failure::Unknown(_) | Failure::Stopped | Failure::Busy | Failure::Store(_))
        );
        self.hear(asked, answer);
        sure
    }

    /// Sends several wishes in a line without waiting. When one can't be saved, those behind it are not tried.
    async fn send_line(&self) {
        let (line, writer) = (Line::default(), self.writer());
        let process = self.process(writer);
        let mut given = Vec::new();
        let length = self.dice.borrow_mut().between(2, 8);
        for _ in 0..length {
            let asked = Asked { line: Some(line.clone()), ..self.draw() };
            let Ok(submitted) = process.handle.submit(Self::skewed(&asked, writer)) else { break };
            self.note_sent(&asked);
            given.push((asked, submitted));
            if self.chance(3_000) {
                tokio::time::sleep(Duration::from_millis(10)).await;
            }
        }
        let mut held_up = false;
        for (asked, submitted) in given {
            let answer = tokio::select! {
                biased;
                answer = submitted.decided() => answer,
                () = process.session.death() => return,
            };
            let decided = matches!(answer, Ok(_) | Err(Failure::Refused(_)));
            if held_up && decided || !held_up && answer == Err(Failure::HeldUp) {
                self.note(Err(format!("{} in its line: {answer:?}", asked.key)));
            }
            held_up |= matches!(answer, Err(Failure::Store(_) | Failure::Unknown(_)));
            self.hear(&asked, answer);
        }
    }

    /// The clocks of the processes do not agree.
    fn skewed(asked: &Asked, writer: usize) -> Asked {
        let skew = (writer as i64 - 1) * SKEW / 3;
        Asked { received: Timestamp::from_ms(asked.received.ms() + skew), ..asked.clone() }
    }

    fn note_sent(&self, asked: &Asked) {
        self.journal.borrow_mut().send(asked);
        // Those who are at it when all is asked send a few more.
        let Some(left) = self.left.get().checked_sub(1) else { return };
        self.left.set(left);
        if left.is_multiple_of(CHECK_EVERY) {
            self.note(checks::book(&self.store.inside()));
        }
    }

    fn hear(&self, asked: &Asked, answer: Result<Answer, Failure>) {
        let heard = self.journal.borrow_mut().hear(asked, answer);
        self.note(heard);
        let wrong = self.store.inside().wrong.clone();
        self.note(wrong.map_or(Ok(()), Err));
    }

    fn note(&self, found: Result<(), String>) {
        if let Err(why) = found {
            self.wrong.borrow_mut().get_or_insert(why);
        }
    }

    /// A process; if it died it is started again, with nothing in its memory.
    fn process(&self, writer: usize) -> Process {
        let process = &mut self.processes.borrow_mut()[writer];
        if process.session.is_dead() {
            *process = Process::start(&self.store, writer, self.options);
        }
        process.clone()
    }

    fn draw(&self) -> Asked {
        let mut dice = self.dice.borrow_mut();
        self.now.set(self.now.get() + dice.between(0, STEP));
        let now = Timestamp::from_ms(self.now.get());
        let Wish { actor, command, rows } = {
            let inside = self.store.inside();
            let book: &Replica = &inside.replica;
            workload::next(&mut Draw { book, dice: &mut dice, now })
        };
        let mut request = [0; 32];
        request[..8].copy_from_slice(&dice.bits().to_be_bytes());
        drop(dice);
        Asked { key: self.key(), request, actor, command, received: now, cause: None, rows, line: None }
    }

    fn key(&self) -> CommandKey {
        let mut dice = self.dice.borrow_mut();
        CommandKey((u128::from(dice.bits()) << 64 | u128::from(dice.bits())).to_be_bytes())
    }

    fn writer(&self) -> usize {
        self.dice.borrow_mut().place(self.processes.borrow().len())
    }

    fn chance(&self, parts: u64) -> bool {
        self.dice.borrow_mut().chance(parts)
    }
}
