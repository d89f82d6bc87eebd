//! What belongs to somebody who signed in by mail: the persons they are in a programme, and their initiatives.

use super::initiatives::{self, Told};
use super::programmes::{self, Founded};
use super::{App, persons};
use crate::domain::PersonId;
use crate::store::StoreError;
use crate::views::initiators;

/// The most initiatives of one person that are listed.
const LISTED: usize = 50;

/// Somebody's initiatives in a programme.
#[derive(Clone, Debug)]
pub struct Own {
    /// The programme.
    pub programme: Founded,
    /// Who they are in it, nearly always one; none if they are not known there.
    pub persons: Vec<PersonId>,
    /// Their initiatives, the newest first.
    pub initiatives: Vec<Told>,
}

/// What belongs to an address, in every programme.
///
/// # Errors
/// The database's; [`StoreError::Corrupt`] if a row cannot be read.
pub async fn find(app: &App, address: &str) -> Result<Vec<Own>, StoreError> {
    let mut all = Vec::new();
    for programme in programmes::all(app).await? {
        let known = persons::of_email(app, programme.book, address).await?;
        let persons: Vec<PersonId> = known.into_iter().map(|(id, _)| id).collect();
        let mut ids = Vec::new();
        for &person in &persons {
            ids.extend(initiators::of(&app.database, programme.book, person, LISTED).await?);
        }
        ids.sort_unstable_by(|one, other| other.cmp(one));
        ids.dedup();
        let mut initiatives = initiatives::find_all(app, programme.book, ids).await?;
        initiatives.sort_by_key(|told| std::cmp::Reverse(told.id));
        all.push(Own { programme, persons, initiatives });
    }
    Ok(all)
}
