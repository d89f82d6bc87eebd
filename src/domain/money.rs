//! Money: whole euro cents that are never negative and never overflow silently.

use serde::{Deserialize, Serialize};
use std::fmt;

/// An amount of euro cents, zero or more.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(into = "i64", try_from = "i64")]
pub struct Cents(i64);

/// What can go wrong when counting money.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum MoneyError {
    /// The result does not fit 64 bits.
    #[error("the amount is larger than this system can count")]
    Overflow,
    /// The result would be below zero.
    #[error("the amount would be below zero")]
    Negative,
}

impl Cents {
    /// Nothing.
    pub const ZERO: Self = Self(0);

    /// `cents` as an amount; an error below zero.
    ///
    /// # Errors
    /// [`MoneyError::Negative`] then.
    pub const fn new(cents: i64) -> Result<Self, MoneyError> {
        if cents < 0 { Err(MoneyError::Negative) } else { Ok(Self(cents)) }
    }

    /// The number of cents.
    pub const fn get(self) -> i64 {
        self.0
    }

    /// Whether this is nothing.
    pub const fn is_zero(self) -> bool {
        self.0 == 0
    }

    /// The sum.
    ///
    /// # Errors
    /// [`MoneyError::Overflow`] beyond what 64 bits hold.
    pub fn plus(self, other: Self) -> Result<Self, MoneyError> {
        self.0.checked_add(other.0).map(Self).ok_or(MoneyError::Overflow)
    }

    /// The difference; an error if `other` is more.
    ///
    /// # Errors
    /// [`MoneyError::Negative`] then.
    pub fn minus(self, other: Self) -> Result<Self, MoneyError> {
        if other.0 > self.0 { Err(MoneyError::Negative) } else { Ok(Self(self.0 - other.0)) }
    }

    /// What is missing to reach `goal`; nothing if it is reached.
    pub fn short_of(self, goal: Self) -> Self {
        Self((goal.0 - self.0).max(0))
    }

    /// `count` times this amount.
    ///
    /// # Errors
    /// [`MoneyError::Negative`] if `count` is below zero and this is not nothing, [`MoneyError::Overflow`] beyond
    /// what 64 bits hold.
    pub fn times(self, count: i64) -> Result<Self, MoneyError> {
        let product = self.0.checked_mul(count).ok_or(MoneyError::Overflow)?;
        Self::new(product)
    }

    /// `part / whole` of this amount, rounded down to a whole cent. `whole` must not be zero.
    ///
    /// # Errors
    /// [`MoneyError::Overflow`] if `whole` is zero, or the share is beyond what 64 bits hold.
    pub fn share(self, part: Self, whole: Self) -> Result<Self, MoneyError> {
        let product = i128::from(self.0) * i128::from(part.0);
        let share = product.checked_div(i128::from(whole.0)).ok_or(MoneyError::Overflow)?;
        i64::try_from(share).map(Self).map_err(|_| MoneyError::Overflow)
    }

    /// The sum of many amounts.
    ///
    /// # Errors
    /// [`MoneyError::Overflow`] beyond what 64 bits hold.
    pub fn sum(amounts: impl IntoIterator<Item = Self>) -> Result<Self, MoneyError> {
        amounts.into_iter().try_fold(Self::ZERO, Self::plus)
    }
}

impl From<Cents> for i64 {
    fn from(cents: Cents) -> Self {
        cents.0
    }
}

impl TryFrom<i64> for Cents {
    type Error = MoneyError;

    fn try_from(cents: i64) -> Result<Self, MoneyError> {
        Self::new(cents)
    }
}

/// `EUR 1,234.56`: for people; never read back.
impl fmt::Display for Cents {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "EUR {}", for_people(self.0))
    }
}

/// Euro cents as `1,234.56`: the one way in which amounts are written for people. Files have whole cents.
pub fn for_people(cents: i64) -> String {
    let (sign, cents) = (if cents < 0 { "-" } else { "" }, cents.unsigned_abs());
    let euros = (cents / 100).to_string();
    let mut words = String::from(sign);
    for (place, digit) in euros.chars().enumerate() {
        if place > 0 && (euros.len() - place).is_multiple_of(3) {
            words.push(',');
        }
        words.push(digit);
    }
    format!("{words}.{:02}", cents % 100)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn cents(n: i64) -> Cents {
        Cents::new(n).unwrap()
    }

    #[test]
    fn refuses_to_go_below_zero_or_to_overflow() {
        assert_eq!(Cents::new(-1), Err(MoneyError::Negative));
        assert_eq!(cents(1).minus(cents(2)), Err(MoneyError::Negative));
        assert_eq!(cents(i64::MAX).plus(cents(1)), Err(MoneyError::Overflow));
        assert_eq!(cents(i64::MAX).times(2), Err(MoneyError::Overflow));
        assert_eq!(cents(2).times(-1), Err(MoneyError::Negative));
        assert_eq!(cents(5).share(cents(1), Cents::ZERO), Err(MoneyError::Overflow));
    }

    #[test]
    fn shares_round_down_even_near_the_limit() {
        assert_eq!(cents(100).share(cents(1), cents(3)), Ok(cents(33)));
        assert_eq!(cents(i64::MAX).share(cents(i64::MAX), cents(i64::MAX)), Ok(cents(i64::MAX)));
    }

    #[test]
    fn reads_only_what_it_writes() {
        assert_eq!(serde_json::to_string(&cents(250)).unwrap(), "250");
        assert!(serde_json::from_str::<Cents>("-1").is_err());
        assert!(serde_json::from_str::<Cents>("1.5").is_err());
    }

    #[test]
    fn amounts_are_for_people() {
        let amounts = [0, 7, 100, -350, 99_999, 123_456_789].map(for_people);
        assert_eq!(amounts, ["0.00", "0.07", "1.00", "-3.50", "999.99", "1,234,567.89"]);
        assert_eq!(cents(280_000).to_string(), "EUR 2,800.00");
    }
}
