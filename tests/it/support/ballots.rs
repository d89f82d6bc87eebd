//! Participatory-budgeting files: those of a real city where they are at hand, and drawn ones.

use rand::rngs::StdRng;
use rand::seq::SliceRandom;
use rand::{RngExt, SeedableRng};
use std::fmt::Write as _;
use std::path::{Path, PathBuf};

/// The files of the library that are used, with how many voters they have.
const LIBRARY: [(&str, usize); 3] = [
    ("Netherlands_Amsterdam_631.pb", 11_519),
    ("Netherlands_Amsterdam_643.pb", 66),
    ("Netherlands_Assen_2024.pb", 84),
];

/// A file of the library Pabulib, from `shared/data` beside this repository or further up. It may not be passed on
/// here, so where it is not at hand a drawn one with as many voters takes its place: what must come out is computed
/// anew for either.
pub fn library(name: &str, folder: &Path) -> PathBuf {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let found =
        root.ancestors().map(|folder| folder.join("shared/data").join(name)).find(|path| path.exists());
    found.unwrap_or_else(|| {
        let voters = LIBRARY.iter().find(|(file, _)| *file == name).expect("a file of the library").1;
        let path = folder.join(name);
        std::fs::write(&path, random_ballot(voters as u64, voters)).expect("a file");
        path
    })
}

/// A ballot with so many voters: with or without points, with empty votes, with costs that few or many reach.
pub fn random_ballot(seed: u64, voters: usize) -> String {
    let mut die = StdRng::seed_from_u64(seed);
    let projects = die.random_range(1..20_usize);
    let points = die.random_bool(0.5);
    let budget = voters as i64 * die.random_range(1..3000) + die.random_range(0..50);
    let mut file =
        format!("META\nkey;value\nbudget;{}.{:02}\nPROJECTS\nproject_id;cost\n", budget / 100, budget % 100);
    for project in 0..projects {
        let cost = (budget * 2 / projects as i64 * die.random_range(1..100) / 100).max(1);
        writeln!(file, "p{project};{},{:02}", cost / 100, cost % 100).expect("a string takes all");
    }
    file.push_str(if points { "VOTES\nvoter_id;vote;points\n" } else { "VOTES\nvoter_id;vote\n" });
    for voter in 0..voters {
        let mut choices: Vec<String> = (0..projects).map(|project| format!("p{project}")).collect();
        choices.shuffle(&mut die);
        choices.truncate(die.random_range(0..=projects.min(6)));
        write!(file, "v{voter};{}", choices.join(",")).expect("a string takes all");
        if points {
            let given: Vec<String> = choices.iter().map(|_| die.random_range(0..5).to_string()).collect();
            write!(file, ";{}", given.join(",")).expect("a string takes all");
        }
        file.push('\n');
    }
    file
}

/// Writes it to a file.
pub fn write_ballot(folder: &Path, ballot: &str) -> PathBuf {
    let path = folder.join("ballot.pb");
    std::fs::write(&path, ballot).expect("a file");
    path
}
