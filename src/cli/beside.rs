//! What is done beside the website: what time does, mails, and proving the books.

use crate::app::{
    App, StoreError, accounts, helping, inviting, mails, programmes, reviews, throttle, visits, wallet_mails,
};
use crate::jobs;
use crate::jobs::self_check::{self, Checked, SelfCheck};
use crate::mail::{self, Mailer};
use crate::web::Stopping;
use std::time::Duration;
use tokio::task::JoinSet;
use tokio::time::{Instant, Interval, MissedTickBehavior, interval};

/// How often deadlines are looked for. Whoever comes too late is refused at once, however late a job is.
const PAUSE: Duration = Duration::from_secs(20);
/// How often it is looked which initiatives with offers to help have ended.
const SHORTEN_PAUSE: Duration = Duration::from_hours(1);
/// Every how many hours the books are proven if nothing else is said.
pub const CHECK_EVERY: u32 = 24;
/// The most events of a book that is proven here if nothing else is said: some 800 MB of memory.
pub const CHECK_UP_TO: i64 = 1_000_000;
/// How often mails that wait are looked for: whoever asked for a link is waiting for it.
const MAIL_PAUSE: Duration = Duration::from_secs(2);
/// How long a proof may go on once it is over: that of a young book ends by itself.
const NEARLY: Duration = Duration::from_secs(2);
/// How often it is looked whether that time has come.
const CHECK_PAUSE: Duration = Duration::from_mins(1);
/// Milliseconds in an hour.
const HOUR: i64 = 3_600_000;

/// When the books are proven, every so many hours, and up to how many events.
pub fn self_check(hours: u32, most_events: i64) -> SelfCheck {
    SelfCheck { every: i64::from(hours) * HOUR, most_events }
}

/// What is done beside the website.
pub struct Beside {
    /// Who hands over mails; without one there are none, since the website offers nothing that sends one.
    pub mailer: Option<Mailer>,
    /// When the books are proven; never, if it is every 0 milliseconds.
    pub check: SelfCheck,
}

impl Beside {
    /// Does all of it until `stopping` says so; what is under way then is ended first. It panics if a part of it did.
    pub async fn work(&self, app: &App, stopping: &Stopping) {
        let clock = |pause| Clock { interval: every(pause), stopping: stopping.clone() };
        tokio::join!(
            do_jobs(app, clock(PAUSE)),
            send_mails(app, self.mailer.as_ref(), clock(MAIL_PAUSE)),
            prove_books(app, self.check, clock(CHECK_PAUSE)),
        );
    }
}

/// Says when it is time to work again.
struct Clock {
    interval: Interval,
    stopping: Stopping,
}

impl Clock {
    /// Waits until it is time, at first not at all; answers false once it is over.
    async fn tick(&mut self) -> bool {
        tokio::select! {
            biased;
            () = stopped(&mut self.stopping) => false,
            _ = self.interval.tick() => true,
        }
    }

    fn is_over(&self) -> bool {
        *self.stopping.borrow()
    }
}

/// Waits until it is over. If nobody can say so any more, it is.
async fn stopped(stopping: &mut Stopping) {
    let _ = stopping.wait_for(|is_stopping| *is_stopping).await;
}

/// Hands mails over, if there is somebody to hand them to. What fails is logged, and tried again.
async fn send_mails(app: &App, mailer: Option<&Mailer>, mut clock: Clock) {
    let Some(mailer) = mailer else { return };
    while clock.tick().await {
        while !clock.is_over() {
            match mail::deliver_one(app, mailer).await {
                Ok(Some(_)) => {}
                Ok(None) => break,
                Err(error) => {
                    tracing::warn!(%error, "the mails that wait could not be read");
                    break;
                }
            }
        }
    }
}

/// Does what is due, now and then. What fails is logged, and tried again the next time.
async fn do_jobs(app: &App, mut clock: Clock) {
    let mut shortened: Option<Instant> = None;
    while clock.tick().await {
        if shortened.is_none_or(|last| last.elapsed() >= SHORTEN_PAUSE) {
            log_if_failed("offers to help", helping::shorten(app).await);
            shortened = Some(Instant::now());
        }
        forget(app).await;
        match programmes::all(app).await {
            Ok(all) => {
                for founded in all {
                    if clock.is_over() {
                        break;
                    }
                    if let Err(error) = jobs::run(app, founded.book).await {
                        tracing::warn!(%error, programme = founded.slug, "the jobs were not finished");
                    }
                }
            }
            Err(error) => tracing::warn!(%error, "the programmes could not be read"),
        }
    }
}

/// Proves the books now and then. A proof that takes long when it is over is cut off, and begun again by whoever runs
/// next.
async fn prove_books(app: &App, wanted: SelfCheck, mut clock: Clock) {
    if wanted.every == 0 {
        return;
    }
    while clock.tick().await {
        // In a task of its own, which ends with this one: a proof takes long, and nothing may wait for it.
        let (mut proof, app) = (JoinSet::new(), app.clone());
        proof.spawn(async move { self_check::run(&app, wanted).await });
        let too_long = async {
            stopped(&mut clock.stopping).await;
            tokio::time::sleep(NEARLY).await;
        };
        let proven = tokio::select! {
            proven = proof.join_next() => proven,
            () = too_long => return,
        };
        match proven {
            Some(Ok(Ok(Some(checked)))) => tell(&checked),
            Some(Ok(Err(error))) => tracing::error!(%error, "NOT PROVEN: the books could not be read"),
            Some(Err(error)) => tracing::error!(%error, "NOT PROVEN: the proof itself failed"),
            Some(Ok(Ok(None))) | None => (),
        }
    }
}

/// The log gets no ids of persons' money, so what differs is said by `wijkkas check` alone.
fn tell(Checked { was_cut_off, events, failed, too_long, differences }: &Checked) {
    if *was_cut_off {
        tracing::warn!("the proof of the books before this one was cut off, or could not be finished");
    }
    match failed {
        Some(why) => tracing::error!(why, "NOT PROVEN: the proof could not be finished, and is tried again"),
        None if differences.is_empty() && too_long.is_empty() => {
            tracing::info!(events, "the books were proven");
        }
        None => (),
    }
    for book in too_long {
        tracing::error!(
            "NOT PROVEN: book {book} has too many events for --check-up-to; say `wijkkas check` every day, in a \
             process of its own"
        );
    }
    for (place, _) in differences {
        tracing::error!("NOT PROVEN: {place}; say `wijkkas check` to see what differs");
    }
}

/// Forgets what is over. What cannot be forgotten holds up nothing else, and is tried again the next time.
async fn forget(app: &App) {
    for (what, forgotten) in [
        ("visits", visits::forget(app).await),
        ("offers to help", helping::forget(app).await),
        ("reviews", reviews::forget(app).await),
        ("sign-ins", accounts::forget(app).await),
        ("addresses of wallets", wallet_mails::forget(app).await),
        ("invitations", inviting::forget(app).await),
        ("mails", mails::forget(app).await),
        ("attempts", throttle::forget(app).await),
    ] {
        log_if_failed(what, forgotten);
    }
}

fn log_if_failed(what: &str, forgotten: Result<(), StoreError>) {
    if let Err(error) = forgotten {
        tracing::warn!(%error, what, "what is over was not forgotten");
    }
}

/// Ticks at once, and then after such a pause.
fn every(pause: Duration) -> Interval {
    let mut clock = interval(pause);
    clock.set_missed_tick_behavior(MissedTickBehavior::Delay);
    clock
}
