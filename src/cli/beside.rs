//! What is done beside the website: what time does, mails, and proving the books.

use crate::app::{App, StoreError, accounts, mails, programmes, throttle, visits};
use crate::jobs;
use crate::jobs::self_check::{self, Checked};
use crate::mail::{self, Mailer};
use std::convert::Infallible;
use std::time::Duration;
use tokio::task::JoinSet;
use tokio::time::{Interval, MissedTickBehavior, interval};

/// How often deadlines are looked for. Whoever comes too late is refused at once, however late a job is.
const PAUSE: Duration = Duration::from_secs(20);
/// Every how many hours the books are proven if nothing else is said.
pub const CHECK_EVERY: u32 = 24;
/// How often it is looked whether that time has come.
const CHECK_PAUSE: Duration = Duration::from_mins(1);
/// Milliseconds in an hour.
const HOUR: i64 = 3_600_000;

/// What is done beside the website.
pub struct Beside {
    /// Who hands over mails; without one there are none, since the website offers nothing that sends one.
    pub mailer: Option<Mailer>,
    /// Every how many hours the books are proven; 0 is never.
    pub check_every: u32,
}

impl Beside {
    /// Does all of it for ever. It ends where it is when it is dropped, and panics if a part of it did.
    pub async fn work(&self, app: &App) -> Infallible {
        // The proofs in a task of their own: they take long, and nothing may wait for them.
        let mut proofs = JoinSet::new();
        proofs.spawn(prove_books(app.clone(), self.check_every));
        tokio::select! {
            never = do_jobs(app) => never,
            never = send_mails(app, self.mailer.as_ref()) => never,
            Some(ended) = proofs.join_next() => match ended {
                Ok(never) => never,
                Err(panicked) => std::panic::resume_unwind(panicked.into_panic()),
            },
        }
    }
}

/// Hands mails over, if there is somebody to hand them to.
async fn send_mails(app: &App, mailer: Option<&Mailer>) -> Infallible {
    match mailer {
        Some(mailer) => mail::run(app, mailer).await,
        None => std::future::pending().await,
    }
}

/// Does what is due, now and then. What fails is logged, and tried again the next time.
async fn do_jobs(app: &App) -> Infallible {
    let mut clock = every(PAUSE);
    loop {
        clock.tick().await;
        if let Err(error) = forget(app).await {
            tracing::warn!(%error, "what is over was not forgotten");
        }
        match programmes::all(app).await {
            Ok(all) => {
                for founded in all {
                    if let Err(error) = jobs::run(app, founded.book).await {
                        tracing::warn!(%error, programme = founded.slug, "the jobs were not finished");
                    }
                }
            }
            Err(error) => tracing::warn!(%error, "the programmes could not be read"),
        }
    }
}

/// Proves the books every so many hours. The log of the program gets no ids of persons' money, so what differs is
/// said by `wijkkas check` alone.
async fn prove_books(app: App, hours: u32) -> Infallible {
    if hours == 0 {
        return std::future::pending().await;
    }
    let mut clock = every(CHECK_PAUSE);
    loop {
        clock.tick().await;
        match self_check::run(&app, i64::from(hours) * HOUR).await {
            Ok(None) => (),
            Ok(Some(Checked { events, differences })) => {
                tracing::info!(events, "the books were proven");
                for (place, _) in differences {
                    tracing::error!("NOT PROVEN: {place}; say `wijkkas check` to see what differs");
                }
            }
            Err(error) => tracing::warn!(%error, "the books could not be proven"),
        }
    }
}

/// Forgets visits, links, mails and attempts that are over.
async fn forget(app: &App) -> Result<(), StoreError> {
    visits::forget(app).await?;
    accounts::forget(app).await?;
    mails::forget(app).await?;
    throttle::forget(app).await
}

/// Ticks at once, and then after such a pause.
fn every(pause: Duration) -> Interval {
    let mut clock = interval(pause);
    clock.set_missed_tick_behavior(MissedTickBehavior::Delay);
    clock
}
