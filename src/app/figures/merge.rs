//! Figures of few households are added up with those of others, so that nobody reads in them what one household did.

use super::Part;

/// The fewest households of which a figure is told (rule "privacy").
pub const FEWEST: i64 = 10;

/// Adds up what is of too few households. What is added up is of enough itself: otherwise it could be worked out as the
/// difference between all and the rest. Nothing is left if there are not enough in all.
pub fn merged(mut parts: Vec<Part>) -> Vec<Part> {
    parts.sort_by_key(|part| (part.households, part.areas.first().copied()));
    let mut merged = Part::default();
    let mut rest = parts.into_iter().peekable();
    while let Some(part) = rest.next_if(|part| part.households < FEWEST || is_too_small(&merged)) {
        merged.households += part.households;
        merged.sums += part.sums;
        merged.areas.extend(part.areas);
    }
    if is_too_small(&merged) {
        return Vec::new();
    }
    let mut told: Vec<Part> = rest.chain((!merged.areas.is_empty()).then_some(merged)).collect();
    for part in &mut told {
        part.areas.sort_unstable();
    }
    told.sort_by_key(|part| (part.areas.len(), part.areas.first().copied()));
    told
}

fn is_too_small(merged: &Part) -> bool {
    !merged.areas.is_empty() && merged.households < FEWEST
}

#[cfg(test)]
mod tests {
    use super::super::Sums;
    use super::*;
    use crate::domain::AreaId;
    use proptest::prelude::*;

    fn part(area: i64, households: i64) -> Part {
        let sums = Sums { issued: 100 * households, ..Sums::default() };
        Part { areas: vec![AreaId(area)], households, sums }
    }

    fn told(households: &[i64]) -> Vec<(Vec<i64>, i64)> {
        let parts = (1..).zip(households).map(|(area, households)| part(area, *households)).collect();
        let areas = |part: &Part| part.areas.iter().map(|area| area.0).collect();
        merged(parts).iter().map(|part| (areas(part), part.households)).collect()
    }

    #[test]
    fn few_households_are_added_up_with_others() {
        assert_eq!(told(&[40, 10, 12]), [(vec![1], 40), (vec![2], 10), (vec![3], 12)]);
        assert_eq!(told(&[40, 6, 5]), [(vec![1], 40), (vec![2, 3], 11)]);
        // One alone would be all without the others.
        assert_eq!(told(&[40, 9, 15]), [(vec![1], 40), (vec![2, 3], 24)]);
        assert_eq!(told(&[0, 10]), [(vec![1, 2], 10)]);
        assert_eq!(told(&[3, 4]), []);
        assert_eq!(told(&[]), []);
    }

    proptest! {
        #[test]
        fn nothing_is_told_of_fewer_and_nothing_is_lost(households in prop::collection::vec(0_i64..30, 0..8)) {
            let told = told(&households);
            prop_assert!(told.iter().all(|(_, count)| *count >= FEWEST));
            let all: i64 = households.iter().sum();
            if told.is_empty() {
                prop_assert!(all < FEWEST);
            } else {
                prop_assert_eq!(told.iter().map(|(_, count)| count).sum::<i64>(), all);
                prop_assert_eq!(told.iter().map(|(areas, _)| areas.len()).sum::<usize>(), households.len());
            }
        }
    }
}
