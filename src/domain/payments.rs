//! Payments as the bank knows them, by a reference: a line of its statement that is booked twice, under two
//! idempotency keys, is one payment all the same.

use super::id::BudgetId;
use super::money::Cents;
use super::refusal::Refusal;
use serde::{Deserialize, Serialize};

/// A payment that is booked in another way than was asked.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, thiserror::Error)]
pub enum PaymentRefusal {
    /// The bank's reference is that of another payment.
    #[error(
        "a payment of {booked} is booked already under this reference of the bank; if this is another one, please \
         use its own reference"
    )]
    BookedOtherwise {
        /// What was booked.
        booked: Cents,
    },
    /// The issuer's payment is booked for another budget, or began one under other conditions.
    #[error(
        "this payment is booked already, for budget {budget}; if it is another one, please use its own reference, and \
         if it was meant for another budget, carry it over"
    )]
    BookedForBudget {
        /// The budget that has it.
        budget: BudgetId,
    },
}

/// Payments that are booked, each with the bank's reference and its amount, in the order of booking.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Payments(Vec<(String, Cents)>);

impl Payments {
    /// Whether this payment is booked.
    ///
    /// # Errors
    /// [`PaymentRefusal::BookedOtherwise`] if one of another amount is booked under its reference.
    pub fn has(&self, reference: &str, cents: Cents) -> Result<bool, Refusal> {
        match self.0.iter().find(|(known, _)| known == reference) {
            None => Ok(false),
            Some((_, booked)) if *booked == cents => Ok(true),
            Some((_, booked)) => Err(PaymentRefusal::BookedOtherwise { booked: *booked }.into()),
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
