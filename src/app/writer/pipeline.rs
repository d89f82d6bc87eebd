//! While one batch is being written, the next is decided on top of it. Answers wait: a batch is answered when
//! it is on disk, and what was decided on top of a batch that could not be written is decided again.

use super::answer::{Answer, Asked, Failure};
use super::batch::{Batch, Verdict};
use super::commit::{Setback, Writer, send};
use crate::store::{Storage, StoreError};
use std::sync::Arc;
use tokio::sync::{mpsc, oneshot};
use tokio::task::JoinHandle;

/// A command, and where its answer goes.
pub type Waiting = (Asked, oneshot::Sender<Result<Answer, Failure>>);
type Answers = Vec<oneshot::Sender<Result<Answer, Failure>>>;

/// Commands that are decided together.
struct Group {
    asked: Vec<Asked>,
    answers: Answers,
}

/// A batch that is being written.
struct Flight {
    group: Group,
    batch: Batch,
    landing: JoinHandle<Result<(), Setback>>,
}

/// Works until all handles of the queue are gone.
pub async fn work<S: Storage>(mut writer: Writer<S>, mut queue: mpsc::Receiver<Waiting>, most: usize) {
    while let Some(group) = take(&mut queue, most).await {
        writer.trim();
        let mut flight = start(&mut writer, group).await;
        while let Some(flying) = flight {
            if writer.is_full() {
                let landed = settled(flying.landing.await);
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
    let (storage, set) = (Arc::clone(&writer.storage), batch.set.clone());
    let landing = tokio::spawn(async move { send(&*storage, &set).await });
    Some(Flight { group, batch, landing })
}

/// Decides what comes next while a batch is in the air.
async fn follow<S: Storage>(
    writer: &mut Writer<S>,
    mut flying: Flight,
    queue: &mut mpsc::Receiver<Waiting>,
    most: usize,
) -> Option<Flight> {
    let next = tokio::select! {
        // In a fixed order, so that a simulation can be repeated.
        biased;
        landed = &mut flying.landing => {
            land(writer, flying.group, flying.batch, settled(landed)).await;
            return None;
        }
        next = take(queue, most) => next,
    };
    let Some(next) = next else {
        let landed = settled(flying.landing.await);
        land(writer, flying.group, flying.batch, landed).await;
        return None;
    };
    let decided = writer.decide_on_top(&next.asked, &flying.batch.set.commands).await;
    let landed = settled(flying.landing.await);
    match (landed, decided) {
        (Ok(()), Ok(batch)) if !batch.is_broken() => {
            reply(writer, flying.group.answers, flying.batch.verdicts).await;
            take_off(writer, next, batch).await
        }
        (landed, decided) => {
            if let Ok(batch) = decided {
                batch.undo(&mut writer.desk);
            }
            land(writer, flying.group, flying.batch, landed).await;
            on_foot(writer, next).await;
            None
        }
    }
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
    let cut_off = |error| Err(Setback::Unknown(StoreError::Corrupt(format!("writing was cut off: {error}"))));
    landed.unwrap_or_else(cut_off)
}
