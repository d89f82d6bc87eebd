//! How a cheque is split over a vote: worked examples; the general laws are in `properties`.

use super::*;
use crate::pabulib::split;

#[test]
fn equal_shares_with_the_first_ones_a_cent_larger() {
    let vote = vote_for(&[7, 2, 5], 1);
    assert_eq!(split(9, &vote), [(7, 3), (2, 3), (5, 3)]);
    assert_eq!(split(11, &vote), [(7, 4), (2, 4), (5, 3)]);
}

#[test]
fn fewer_cents_than_projects() {
    assert_eq!(split(2, &vote_for(&[7, 2, 5], 1)), [(7, 1), (2, 1)]);
}

#[test]
fn shares_proportional_to_points() {
    assert_eq!(split(100, &vote_with_points(&[(0, 3), (1, 1)], 1)), [(0, 75), (1, 25)]);
}

#[test]
fn cents_left_over_go_in_order_and_not_to_zero_points() {
    // 10 over 1 : 0 : 1 : 1 is 3, 0, 3, 3, and the cent left goes to the first.
    assert_eq!(split(10, &vote_with_points(&[(0, 1), (1, 0), (2, 1), (3, 1)], 1)), [(0, 4), (2, 3), (3, 3)]);
    assert_eq!(split(10, &vote_with_points(&[(1, 0), (0, 1), (2, 1), (3, 1)], 1)), [(0, 4), (2, 3), (3, 3)]);
    // 5 over 1 : 999 is 0 and 4, and the cent left goes to the first although its share was rounded to 0.
    assert_eq!(split(5, &vote_with_points(&[(0, 1), (1, 999)], 1)), [(0, 1), (1, 4)]);
}

#[test]
fn a_share_of_nothing_is_left_out() {
    // 1 over 1 : 1 : 1 leaves one cent, for the first only.
    assert_eq!(split(1, &vote_with_points(&[(4, 1), (5, 1), (6, 1)], 1)), [(4, 1)]);
}

#[test]
fn nothing_is_split_over_an_empty_vote_or_points_of_zero() {
    assert_eq!(split(100, &vote_for(&[], 1)), []);
    assert_eq!(split(100, &vote_with_points(&[(0, 0), (1, 0)], 1)), []);
    assert_eq!(split(0, &vote_for(&[0, 1], 1)), []);
}

#[test]
fn the_largest_numbers_there_are() {
    let vote = vote_with_points(&[(0, u64::MAX), (1, u64::MAX), (2, 1)], 1);
    let half = i64::MAX / 2;
    assert_eq!(split(i64::MAX, &vote), [(0, half + 1), (1, half)]);
}
