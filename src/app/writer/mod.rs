//! The batching writer. One task per active book and process takes a command and whatever else waits,
//! decides them in order, writes them in one transaction and answers after the commit. Any number of
//! processes write to one database: the head of the book decides who was first.

pub(super) mod accounts;
mod answer;
mod batch;
mod commit;
mod desk;
mod patience;
mod pipeline;

pub use answer::{Answer, Asked, Failure, Line, Rows};
pub use commit::Writer;
pub(super) use desk::LONG_GAP;

use crate::domain::BookId;
use crate::store::Storage;
use pipeline::{Waiting, work};
use tokio::sync::{mpsc, oneshot};

/// How a writer works.
#[derive(Clone, Copy, Debug)]
pub struct Options {
    /// The most commands in one transaction.
    pub batch: usize,
    /// The most commands that wait; more are told to try again.
    pub queue: usize,
    /// The most things and the most accounts kept in memory.
    pub memory: usize,
}

impl Default for Options {
    fn default() -> Self {
        Self { batch: 512, queue: 4096, memory: 100_000 }
    }
}

/// Gives commands to the writer of one book.
#[derive(Clone, Debug)]
pub struct Handle {
    queue: mpsc::Sender<Waiting>,
}

impl Handle {
    /// Starts a writer; it ends when all its handles are gone.
    pub fn start<S: Storage>(storage: S, book: BookId, options: Options) -> Self {
        let (queue, waiting) = mpsc::channel(options.queue.max(1));
        tokio::spawn(work(Writer::new(storage, book, options), waiting, options.batch.max(1)));
        Self { queue }
    }

    /// Whether the writer has ended, so that it takes no more commands.
    pub fn is_closed(&self) -> bool {
        self.queue.is_closed()
    }

    /// Gives a command and waits until it is decided and, if it did something, on disk.
    ///
    /// # Errors
    /// As for [`Handle::submit`] and [`Submitted::decided`].
    pub async fn ask(&self, asked: Asked) -> Result<Answer, Failure> {
        self.submit(asked)?.decided().await
    }

    /// Gives a command without waiting. Commands are decided in the order in which they are given.
    ///
    /// # Errors
    /// [`Failure::Busy`] if the queue is full, [`Failure::Stopped`] if the writer has ended. Nothing happened then.
    pub fn submit(&self, asked: Asked) -> Result<Submitted, Failure> {
        let (answer, decided) = oneshot::channel();
        self.queue.try_send((asked, answer)).map_err(|error| match error {
            mpsc::error::TrySendError::Full(_) => Failure::Busy,
            mpsc::error::TrySendError::Closed(_) => Failure::Stopped,
        })?;
        Ok(Submitted(decided))
    }
}

/// A command that waits for its turn.
#[derive(Debug)]
pub struct Submitted(oneshot::Receiver<Result<Answer, Failure>>);

impl Submitted {
    /// Waits until it is decided and, if it did something, on disk.
    ///
    /// # Errors
    /// [`Failure::Unknown`] if it may have been written all the same; with every other failure nothing happened.
    pub async fn decided(self) -> Result<Answer, Failure> {
        // A writer that ends in between may have written it.
        self.0.await.unwrap_or_else(|_| {
            Err(Failure::Unknown("the writer of the book ended before it answered".into()))
        })
    }
}
