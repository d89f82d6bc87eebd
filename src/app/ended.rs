//! Since when a code opens nothing, for whoever typed it and wants to know.

use super::App;
use super::look::read;
use super::tenancies::{self, Home};
use super::visits::Visit;
use crate::domain::cheque::Cheque;
use crate::domain::household::Household;
use crate::domain::round::Round;
use crate::domain::{Key, Refusal, Stated as _, Timestamp};
use crate::store::StoreError;

/// When what is refused of the code of a visit came about: with the last event about its cheque, its round or its
/// household. A code may have been replaced before that. None where the refusal says the day itself, or nobody knows.
///
/// # Errors
/// The database's; [`StoreError::Corrupt`] if a state cannot be read.
pub async fn since(app: &App, visit: &Visit, refusal: &Refusal) -> Result<Option<Timestamp>, StoreError> {
    let (book, cheque) = (visit.book, visit.entry.cheque);
    let key = match refusal {
        Refusal::ChequeVoided | Refusal::CodeReplaced => Some(Cheque::key(cheque)),
        Refusal::RoundCancelled => {
            app.look::<Cheque>(book, cheque).await?.map(|cheque| Round::key(cheque.round))
        }
        Refusal::TenancyEnded => match tenancies::home(app, book, cheque).await? {
            Home::Household(household) => Some(Household::key(household)),
            Home::Unknown | Home::Left => None,
        },
        _ => None,
    };
    match key {
        Some(key) => last_change(app, visit, key).await,
        None => Ok(None),
    }
}

async fn last_change(app: &App, visit: &Visit, key: Key) -> Result<Option<Timestamp>, StoreError> {
    let row = app.look_raw(visit.book, key).await?;
    Ok(row.as_ref().map(read).transpose()?.map(|entry| entry.since))
}
