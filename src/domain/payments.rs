//! Payments as the bank knows them, by a reference: a line of its statement that is booked twice, under two
//! idempotency keys, is one payment all the same.

use super::money::Cents;
use super::refusal::Refusal;
use serde::{Deserialize, Serialize};

/// Payments that are booked, each with the bank's reference and its amount, in the order of booking.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Payments(Vec<(String, Cents)>);

impl Payments {
    /// Whether this payment is booked.
    ///
    /// # Errors
    /// [`Refusal::BookedOtherwise`] if one of another amount is booked under its reference.
    pub fn has(&self, reference: &str, cents: Cents) -> Result<bool, Refusal> {
        match self.0.iter().find(|(known, _)| known == reference) {
            None => Ok(false),
            Some((_, booked)) if *booked == cents => Ok(true),
            Some((_, booked)) => Err(Refusal::BookedOtherwise { booked: *booked }),
        }
    }

    /// Their references and amounts, in the order of booking.
    pub fn iter(&self) -> impl Iterator<Item = (&str, Cents)> {
        self.0.iter().map(|(reference, cents)| (reference.as_str(), *cents))
    }

    /// Remembers one that is booked now.
    pub(super) fn add(&mut self, reference: &str, cents: Cents) {
        self.0.push((reference.to_string(), cents));
    }
}
