//! Mails: puts letters into words and hands them over. Use cases decide what goes out (`app::mails`); this room knows
//! templates and SMTP, and nothing else.

mod compose;
mod transport;

pub use compose::{Composed, Composer};
pub use transport::{Mailer, Smtp, SmtpMistake};

use crate::app::mails::{self, Waiting};
use crate::app::{App, StoreError};

/// Hands over all that is due; answers how many were taken.
///
/// # Errors
/// The database's.
pub async fn deliver(app: &App, mailer: &Mailer) -> Result<usize, StoreError> {
    let mut taken = 0;
    while let Some(is_taken) = deliver_one(app, mailer).await? {
        taken += usize::from(is_taken);
    }
    Ok(taken)
}

/// Hands over one that is due; answers whether it was taken, or nothing if none is due.
///
/// # Errors
/// The database's.
pub async fn deliver_one(app: &App, mailer: &Mailer) -> Result<Option<bool>, StoreError> {
    match mails::next(app).await? {
        Some(mail) => hand_over(app, mailer, &mail).await.map(Some),
        None => Ok(None),
    }
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
