//! Divides one cheque over the projects of one vote.

use super::Vote;

/// What each project gets from a cheque of `cheque_cents` (0 or more): index into
/// [`Ballot::projects`](super::Ballot::projects) and cents, in the order of the vote, without shares of 0.
///
/// Shares are proportional to the points and rounded down; the cents left over go one each, in the order of
/// the vote, to projects with points above 0. Without points every project counts for one, which makes the
/// shares equal with the first ones a cent larger. The shares add up to the cheque, unless the vote is empty
/// or all its points are 0: then there are none.
pub fn split(cheque_cents: i64, vote: &Vote) -> Vec<(usize, i64)> {
    let weights: Vec<i128> =
        vote.choices.iter().map(|choice| i128::from(choice.points.unwrap_or(1))).collect();
    let total: i128 = weights.iter().sum();
    if total == 0 {
        return Vec::new();
    }
    let mut shares: Vec<i64> =
        weights.iter().map(|&weight| rounded_down(cheque_cents, weight, total)).collect();
    let mut left = cheque_cents - shares.iter().sum::<i64>();
    for (share, &weight) in shares.iter_mut().zip(&weights) {
        if left > 0 && weight > 0 {
            *share += 1;
            left -= 1;
        }
    }
    let projects = vote.choices.iter().map(|choice| choice.project);
    projects.zip(shares).filter(|&(_, cents)| cents > 0).collect()
}

/// `weight` is from 0 to `total`, which is above 0. An `i64` times a `u64` fits `i128`.
fn rounded_down(cheque_cents: i64, weight: i128, total: i128) -> i64 {
    i64::try_from(i128::from(cheque_cents) * weight / total).expect("a part of an i64 is an i64")
}
