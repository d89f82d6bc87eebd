//! Words against the events that speak of them: every text that is there is the one an event means, and none
//! was erased. Whether a text that is not there should be cannot be proven: the log does not say whether an
//! older copy was put back whose erasures were repeated.

use super::super::replay::{Settled, Unproven};
use super::super::texts;
use super::differences::differs;
use crate::domain::{BookId, TextId, TextRef};
use crate::store::{Snapshot, TextRow};
use std::collections::{HashMap, HashSet};

/// What the events say about words.
#[derive(Debug, Default)]
pub struct Words {
    named: HashMap<TextId, Vec<TextRef>>,
    erased: HashSet<TextId>,
}

impl Words {
    /// Notes the words an event speaks of, and those it erases.
    pub fn saw(&mut self, settled: &Settled) {
        for reference in &settled.texts {
            let known = self.named.entry(reference.id).or_default();
            if !known.contains(reference) {
                known.push(reference.clone());
            }
        }
        self.erased.extend(settled.event.erased().1);
    }

    /// Proves the texts that are there; answers how many.
    pub async fn prove(&self, snapshot: &Snapshot, book: BookId) -> Result<i64, Unproven> {
        let mut found = 0;
        let text = |row: TextRow| {
            found += 1;
            let id = row.id;
            let Some(references) = self.named.get(&id) else {
                return differs(format!("text {id}: no event speaks of it"));
            };
            if self.erased.contains(&id) {
                return differs(format!(
                    "text {id}: it was erased, and is there: run `wijkkas erase --replay`"
                ));
            }
            if !references.iter().all(|reference| texts::fits(reference, &row)) {
                return differs(format!("text {id}: these are not the words its event speaks of"));
            }
            Ok(())
        };
        snapshot.each::<TextRow, _>(book, text).await?;
        Ok(found)
    }
}
