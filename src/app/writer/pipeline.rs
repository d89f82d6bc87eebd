//! While one batch is being written, the next is decided on top of it, and grows with what comes in until the
//! first is on disk. Answers wait: a batch is answered when it is on disk, and what was decided on top of a
//! batch that could not be written is decided again.

use super::answer::{Answer, Asked, Failure};
use super::batch::{Batch, Verdict};
use super::commit::{Setback, Writer, send};
use crate::store::{Storage, StoreError};
use std::future::Future;
use std::pin::Pin;
use std::sync::Arc;
use std::task::{Context, Poll};
use tokio::sync::{mpsc, oneshot};
use tokio::task::JoinHandle;

/// A command, and where its answer goes.
pub type Waiting = (Asked, oneshot::Sender<Result<Answer, Failure>>);
type Answers = Vec<oneshot::Sender<Result<Answer, Failure>>>;

/// Commands that are decided together.
#[derive(Default)]
struct Group {
    asked: Vec<Asked>,
    answers: Answers,
}

impl Group {
    fn add(&mut self, more: Self) {
        self.asked.extend(more.asked);
        self.answers.extend(more.answers);
    }
}

/// A batch that is being written.
struct Flight {
    group: Group,
    batch: Batch,
    landing: Landing,
}

/// The writing of a batch. Whoever waits for it does it, without the way to another thread and back, until there
/// is something to decide meanwhile.
enum Landing {
    Here(Pin<Box<dyn Future<Output = Result<(), Setback>> + Send>>),
    Away(JoinHandle<Result<(), Setback>>),
}

impl Landing {
    /// Has it go on by itself.
    fn send_away(&mut self) {
        if let Self::Here(writing) = self {
            let writing = std::mem::replace(writing, Box::pin(std::future::pending()));
            *self = Self::Away(tokio::spawn(writing));
        }
    }
}

impl Future for Landing {
    type Output = Result<(), Setback>;

    fn poll(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Self::Output> {
        match &mut *self {
            Self::Here(writing) => writing.as_mut().poll(context),
            Self::Away(handle) => Pin::new(handle).poll(context).map(settled),
        }
    }
}

/// Works until all handles of the queue are gone.
pub async fn work<S: Storage>(mut writer: Writer<S>, mut queue: mpsc::Receiver<Waiting>, most: usize) {
    while let Some(group) = take(&mut queue, most).await {
        writer.trim();
        let mut flight = start(&mut writer, group).await;
        while let Some(flying) = flight {
            if writer.is_full() {
                let landed = flying.landing.await;
                land(&mut writer, flying.group, flying.batch, landed).await;
                break;
            }
            flight = follow(&mut writer, flying, &mut queue, most).await;
        }
    }
}

/// The next commands that wait, at most so many; none when there will be no more. Those that are held up are
/// answered at once, so that none of them is decided on top of a batch of others.
async fn take(queue: &mut mpsc::Receiver<Waiting>, most: usize) -> Option<Group> {
    let mut taken = Vec::with_capacity(most);
    if queue.recv_many(&mut taken, most).await == 0 {
        return None;
    }
    let (held_up, taken): (Vec<Waiting>, Vec<Waiting>) =
        taken.into_iter().partition(|(asked, _)| asked.is_held_up());
    let refused = held_up.iter().map(|_| Err(Failure::HeldUp)).collect();
    send_all(held_up.into_iter().map(|(_, answer)| answer).collect(), refused);
    let (asked, answers) = taken.into_iter().unzip();
    Some(Group { asked, answers })
}

/// Decides a group with nothing in the air, and sends it off.
async fn start<S: Storage>(writer: &mut Writer<S>, group: Group) -> Option<Flight> {
    match writer.decide(&group.asked).await {
        Ok(batch) if !batch.is_broken() => take_off(writer, group, batch).await,
        Ok(batch) => {
            batch.undo(&mut writer.desk);
            on_foot(writer, group).await;
            None
        }
        Err(_) => {
            on_foot(writer, group).await;
            None
        }
    }
}

/// Sends a decided batch to the store; with nothing to write it is answered at once.
async fn take_off<S: Storage>(writer: &Writer<S>, group: Group, batch: Batch) -> Option<Flight> {
    if batch.set.is_empty() {
        reply(writer, group.answers, batch.verdicts).await;
        return None;
    }
    let (storage, set) = (Arc::clone(&writer.storage), Arc::clone(&batch.set));
    let landing = Landing::Here(Box::pin(async move { send(&*storage, &set).await }));
    Some(Flight { group, batch, landing })
}

/// Decides what comes in while a batch is in the air, and sends it off when that has landed.
async fn follow<S: Storage>(
    writer: &mut Writer<S>,
    mut flying: Flight,
    queue: &mut mpsc::Receiver<Waiting>,
    most: usize,
) -> Option<Flight> {
    let mut group = Group::default();
    let (landed, decided) = gather(writer, &mut flying, &mut group, queue, most).await;
    let next = match (&landed, decided) {
        (Ok(()), Some(batch)) => writer.finish(batch).ok(),
        (_, Some(batch)) => {
            batch.undo(&mut writer.desk);
            None
        }
        (_, None) => None,
    };
    if let Some(batch) = next {
        let flight = take_off(writer, group, batch).await;
        reply(writer, flying.group.answers, flying.batch.verdicts).await;
        return flight;
    }
    land(writer, flying.group, flying.batch, landed).await;
    on_foot(writer, group).await;
    None
}

/// Decides what comes in until a batch has landed; no batch if something cannot be decided on top of it.
async fn gather<S: Storage>(
    writer: &mut Writer<S>,
    flying: &mut Flight,
    group: &mut Group,
    queue: &mut mpsc::Receiver<Waiting>,
    most: usize,
) -> (Result<(), Setback>, Option<Batch>) {
    let mut batch = writer.begin().await.ok();
    let mut is_open = true;
    loop {
        let room = most - group.asked.len();
        tokio::select! {
            // In a fixed order, so that a simulation can be repeated.
            biased;
            landed = &mut flying.landing => return (landed, batch),
            more = take(queue, room), if room > 0 && is_open && batch.is_some() => match more {
                None => is_open = false,
                Some(more) => {
                    flying.landing.send_away();
                    group.add(more);
                    batch = extend(writer, batch, &group.asked, &flying.batch).await;
                }
            },
        }
    }
}

/// Decides what a group has more than its batch; no batch if that is not possible now.
async fn extend<S: Storage>(
    writer: &mut Writer<S>,
    batch: Option<Batch>,
    asked: &[Asked],
    written: &Batch,
) -> Option<Batch> {
    let mut batch = batch?;
    let decided = writer.decide_more(&mut batch, asked, Some(written)).await;
    if decided.is_ok() && !batch.is_broken() {
        return Some(batch);
    }
    batch.undo(&mut writer.desk);
    None
}

/// A batch has ended, with nothing decided on top of it.
async fn land<S: Storage>(writer: &mut Writer<S>, group: Group, batch: Batch, landed: Result<(), Setback>) {
    match writer.conclude(batch, landed).await {
        Ok(verdicts) => reply(writer, group.answers, verdicts).await,
        Err(setback) => {
            let results = writer.recover(group.asked, setback).await;
            send_all(group.answers, results);
        }
    }
}

/// Decides and writes a group by itself, with all the patience of the slow way.
async fn on_foot<S: Storage>(writer: &mut Writer<S>, group: Group) {
    if group.asked.is_empty() {
        return;
    }
    let results = writer.process(group.asked).await;
    send_all(group.answers, results);
}

async fn reply<S: Storage>(writer: &Writer<S>, answers: Answers, verdicts: Vec<Verdict>) {
    let results = writer.answer(verdicts).await;
    send_all(answers, results);
}

fn send_all(answers: Answers, results: Vec<Result<Answer, Failure>>) {
    for (answer, result) in answers.into_iter().zip(results) {
        // Whoever asked may have gone away; what was decided stays.
        let _ = answer.send(result);
    }
}

/// A task that writes does not panic; if it did, it is not known what it wrote.
fn settled(landed: Result<Result<(), Setback>, tokio::task::JoinError>) -> Result<(), Setback> {
    let cut_off =
        |error: tokio::task::JoinError| Err(Setback::Unknown(StoreError::CutOff(error.to_string())));
    landed.unwrap_or_else(cut_off)
}
