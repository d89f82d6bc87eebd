//! Mails: puts letters into words and hands them over. Use cases decide what goes out (`app::mails`); this room knows
//! templates and SMTP, and nothing else.

mod compose;
mod transport;

pub use compose::{Composed, Composer};
pub use transport::{Mailer, Smtp, SmtpMistake};

use crate::app::mails::{self, Waiting};
use crate::app::{App, StoreError};
use std::convert::Infallible;
use std::time::Duration;
use tokio::time::{MissedTickBehavior, interval};

/// How often mails that wait are looked for: whoever asked for a link is waiting for it.
const PAUSE: Duration = Duration::from_secs(2);

/// Hands over what is due, now and then, for ever. What fails is logged, and tried again.
pub async fn run(app: &App, mailer: &Mailer) -> Infallible {
    let mut clock = interval(PAUSE);
    clock.set_missed_tick_behavior(MissedTickBehavior::Delay);
    loop {
        clock.tick().await;
        if let Err(error) = deliver(app, mailer).await {
            tracing::warn!(%error, "the mails that wait could not be read");
        }
    }
}

/// Hands over all that is due; answers how many were taken.
///
/// # Errors
/// The database's.
pub async fn deliver(app: &App, mailer: &Mailer) -> Result<usize, StoreError> {
    let mut taken = 0;
    while let Some(mail) = mails::next(app).await? {
        taken += usize::from(hand_over(app, mailer, &mail).await?);
    }
    Ok(taken)
}

/// Hands over one; answers whether it was taken. It may arrive twice if the other side took it and its answer was
/// lost: both have the same Message-ID then, by which mailboxes know it.
async fn hand_over(app: &App, mailer: &Mailer, mail: &Waiting) -> Result<bool, StoreError> {
    use transport::Answer;
    match mailer.send(app, mail).await {
        Answer::Taken => {
            mails::done(app, mail).await?;
            Ok(true)
        }
        Answer::Refused(why) => {
            tracing::warn!(mail = %mail.id, why, "a mail was refused for good, and is given up");
            mails::done(app, mail).await?;
            Ok(false)
        }
        Answer::NotNow(why) => {
            tracing::warn!(mail = %mail.id, why, "a mail was not taken, and is tried again");
            mails::try_again(app, mail).await?;
            Ok(false)
        }
    }
}
