//! The rules of the house that a plain search through the text can check: who may know what, sizes, heads.
//! It leans on rustfmt's layout and reads no syntax; where that is an approximation, the rule says so.

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

const FOLDERS: &[&str] = &["src", "migrations/src", "tests", "benches"];
const MOST_LINES_OF_A_FILE: usize = 400;
const MOST_LINES_OF_A_FUNCTION: usize = 70;

/// A room is `PATH/` or `PATH.rs`: the modules directly under src it may name (itself included), and the
/// words its code must not hold. A path not listed here, `src/cli` for one, may know everything.
struct Room {
    path: &'static str,
    may: &'static [&'static str],
    never: &'static [&'static str],
}

/// What makes code answer differently the second time, or lose cents.
#[rustfmt::skip]
const IMPURE: &[&str] = &[
    "async ", ".await", "tokio", "sea_orm", "sqlx", "axum", "lettre", "std::env", "std::fs", "std::net",
    "::now()", "rand::", "getrandom", "f32", "f64",
];

#[rustfmt::skip]
const ROOMS: &[Room] = &[
    Room { path: "src/domain",  may: &["domain"], never: IMPURE },
    Room { path: "src/pabulib", may: &["pabulib"], never: IMPURE },
    Room { path: "src/store",   may: &["domain", "store"], never: &["axum", "lettre"] },
    Room { path: "src/views",   may: &["domain", "store", "views"], never: &["axum", "lettre"] },
    Room { path: "src/app",     may: &["domain", "store", "views", "app"], never: &["axum", "lettre"] },
    Room { path: "src/jobs",    may: &["domain", "store", "views", "app", "jobs"], never: &["axum"] },
    Room { path: "src/words",   may: &["domain", "words"], never: IMPURE },
    // Reads what `app` hands out; the database, mail and the log are not its business.
    Room { path: "src/web",     may: &["domain", "views", "app", "words", "print", "web"], never: &["sea_orm", "sqlx", "lettre"] },
    Room { path: "src/mail",    may: &["domain", "app", "words", "mail"], never: &["sea_orm", "sqlx", "axum"] },
    Room { path: "src/print",   may: &["print"], never: &["async ", ".await", "tokio", "sea_orm", "axum", "lettre", "std::fs"] },
    // Its `crate::` is its own crate.
    Room { path: "migrations/src", may: &[], never: &["wijkkas::"] },
];

/// The only crates the domain may use, apart from std; its tests use others.
const CRATES_OF_DOMAIN: &[&str] = &["serde", "serde_json", "thiserror", "jiff"];

/// Rooms of the domain that hold tests under other names.
const DOMAIN_TESTS: &[&str] = &["src/domain/testkit", "src/domain/properties/"];

/// What every folder of a thing has, as files or folders.
const FILES_OF_A_THING: &[&str] = &["commands", "decide", "events", "state", "tests"];

/// Where the event that makes a thing may be picked out.
const MAKERS: &[&str] = &["fn born(", "fn count("];

/// Line number (from 1) and what is wrong there.
type Found = Vec<(usize, String)>;

/// All that is wrong with one file, as `path:line: what`.
fn check(path: &str, text: &str) -> Vec<String> {
    let code: Vec<&str> = text.lines().map(without_comment).collect();
    let mut found = Found::new();
    if !text.starts_with("//!") {
        found.push((1, "a file begins with a //! head that says what it is for".into()));
    }
    if code.len() > MOST_LINES_OF_A_FILE {
        found.push((code.len(), format!("more than {MOST_LINES_OF_A_FILE} lines")));
    }
    check_allowances(&code, &mut found);
    check_functions(&code, &mut found);
    check_borders(path, &code, &mut found);
    check_crates(path, &code, &mut found);
    check_event_matches(path, &code, &mut found);
    found.sort();
    found.into_iter().map(|(line, what)| format!("{path}:{line}: {what}")).collect()
}

fn check_allowances(code: &[&str], found: &mut Found) {
    for (number, line) in (1..).zip(code) {
        if line.trim_start().starts_with('#') && line.contains("allow(") {
            found.push((number, "a lint is set aside with #[expect(..., reason = \"...\")]".into()));
        }
    }
}

/// A function goes from the line with `fn` to the closing brace at the same indentation.
fn check_functions(code: &[&str], found: &mut Found) {
    for (start, _) in code.iter().enumerate().filter(|(_, line)| begins_function(line)) {
        let signature_end = code[start..].iter().position(|line| line.ends_with(['{', '}', ';']));
        if signature_end.is_some_and(|at| code[start + at].ends_with('{')) {
            let length = block_end(code, start) - start + 1;
            if length > MOST_LINES_OF_A_FUNCTION {
                found.push((
                    start + 1,
                    format!("a function of {length} lines, {MOST_LINES_OF_A_FUNCTION} at most"),
                ));
            }
        }
    }
}

fn begins_function(line: &str) -> bool {
    let qualifies = |word: &str| matches!(word, "pub" | "const" | "async") || word.starts_with("pub(");
    line.split_once("fn ").is_some_and(|(before, _)| before.split_whitespace().all(qualifies))
}

fn check_borders(path: &str, code: &[&str], found: &mut Found) {
    let inside = |room: &&Room| path.strip_prefix(room.path).is_some_and(|rest| rest.starts_with(['/', '.']));
    let Some(room) = ROOMS.iter().find(inside) else { return };
    for (number, line) in (1..).zip(code) {
        for word in room.never.iter().filter(|word| has_word(line, word)) {
            found.push((number, format!("{} must not hold `{}`", room.path, word.trim())));
        }
        if !room.may.is_empty() {
            for name in modules_named(line, path).filter(|name| !room.may.contains(name)) {
                // A group in braces has no name here: one `use` per room can be read line by line.
                found.push((
                    number,
                    format!("{} may name {:?} of the crate, not `{name}`", room.path, room.may),
                ));
            }
        }
    }
}

/// What follows `crate::`, or as many `super::` as climb from this file to the crate.
fn modules_named<'a>(line: &'a str, path: &str) -> impl Iterator<Item = &'a str> {
    let depth = path.split('/').skip(1).filter(|part| *part != "mod.rs").count();
    ["crate::".into(), "super::".repeat(depth)].into_iter().flat_map(|way: String| {
        let starts: Vec<usize> = line.match_indices(&way).map(|(at, _)| at + way.len()).collect();
        starts.into_iter().map(|at| line[at..].split(|sign| !in_name(sign)).next().unwrap_or(""))
    })
}

/// The domain uses no crate of ours but its few.
fn check_crates(path: &str, code: &[&str], found: &mut Found) {
    if !path.starts_with("src/domain/")
        || is_test(path)
        || DOMAIN_TESTS.iter().any(|room| path.starts_with(room))
    {
        return;
    }
    let dependencies = dependencies();
    for (number, line) in (1..).zip(code) {
        let is_other = |name: &&str| !CRATES_OF_DOMAIN.contains(name) && has_word(line, &format!("{name}::"));
        for name in dependencies.iter().map(String::as_str).filter(is_other) {
            found.push((number, format!("src/domain may use {CRATES_OF_DOMAIN:?}, not `{name}`")));
        }
    }
}

/// The crates that code of ours can name: those of all sections with dependencies.
fn dependencies() -> BTreeSet<String> {
    let mut is_listed = false;
    let mut names = BTreeSet::new();
    for line in include_str!("../Cargo.toml").lines() {
        if line.starts_with('[') {
            is_listed = line.ends_with("dependencies]");
        } else if let Some((name, _)) = line.split_once(" = ").filter(|_| is_listed) {
            names.insert(name.replace('-', "_"));
        }
    }
    names
}

fn is_test(path: &str) -> bool {
    path.ends_with("tests.rs") || path.contains("/tests/")
}

/// A new event must not compile until every match says what it means there, so no match of events may end in
/// `_ =>` or a bare name. Seen: `match` and `{` on one line, and arms one step deeper that name `...Event::`
/// (`Self::` in the files of the events themselves). Tests may pick the one event they look for. So may whoever
/// uses the ledger, with `if let` or `let ... else`, which say that all others are no matter there.
fn check_event_matches(path: &str, code: &[&str], found: &mut Found) {
    let is_in = |rooms: &[&str]| rooms.iter().any(|room| path.starts_with(room));
    if is_test(path) || !path.starts_with("src/") {
        return;
    }
    if is_in(&["src/domain/", "src/views/"]) && !is_in(DOMAIN_TESTS) {
        check_event_picks(code, found);
    }
    let own = path.ends_with("/event.rs") || path.ends_with("/events.rs");
    let is_match = |line: &str| has_word(line, "match ") && line.ends_with('{');
    for (start, line) in code.iter().enumerate().filter(|(_, line)| is_match(line)) {
        let block = start + 1..block_end(code, start);
        let arms = block.filter(|at| indentation(code[*at]) == indentation(line) + 4);
        let patterns: Vec<(usize, &str)> = arms.map(|at| (at + 1, pattern(code[at]))).collect();
        if patterns.iter().any(|(_, arm)| arm.contains("Event::") || own && arm.contains("Self::")) {
            for (number, _) in patterns.iter().filter(|(_, pattern)| catches_all(pattern)) {
                found.push((*number, "a match of events names them all, without `_` or a bare name".into()));
            }
        }
    }
}

/// Where events become states, money and figures, none is picked out with `if let`, `let ... else` or `matches!`: a
/// new event would do nothing there, in silence. Only the event that makes a thing is picked out, in `born` and
/// where things are counted. What spreads a pattern over lines, and `Self::` in the files of the events themselves,
/// is not seen.
fn check_event_picks(code: &[&str], found: &mut Found) {
    let makes = |line: &str| MAKERS.iter().any(|maker| line.contains(maker)) && begins_function(line);
    let made_until = |at: usize| if makes(code[at]) { block_end(code, at) } else { at };
    let mut at = 0;
    while at < code.len() {
        let line = code[at];
        let bound = line.split_once("let ").map(|(_, rest)| rest.split(" = ").next().unwrap_or(rest));
        let asked = line.split_once("matches!(").map(|(_, rest)| rest);
        if bound.or(asked).is_some_and(|pattern| pattern.contains("Event::")) {
            found.push((at + 1, "events are matched here, all of them, not picked out".into()));
        }
        at = made_until(at) + 1;
    }
}

/// What stands before `=>` and before a guard.
fn pattern(arm: &str) -> &str {
    let before = arm.split_once("=>").map_or(arm, |(before, _)| before);
    before.split_once(" if ").map_or(before, |(before, _)| before).trim()
}

/// `_`, `other`, `(state, _)`, `(_, None)`.
fn catches_all(pattern: &str) -> bool {
    pattern.replace("None", "_").chars().all(|sign| sign.is_ascii_lowercase() || "_ ,().".contains(sign))
}

/// Index of the line that closes the block begun in line `start`.
fn block_end(code: &[&str], start: usize) -> usize {
    let depth = indentation(code[start]);
    let closes = |line: &&str| indentation(line) == depth && line.trim_start().starts_with('}');
    code[start + 1..].iter().position(closes).map_or(code.len() - 1, |at| start + 1 + at)
}

fn indentation(line: &str) -> usize {
    line.len() - line.trim_start().len()
}

/// Comments may speak of anything. The `//` of an address (`sqlite://`) begins none.
fn without_comment(line: &str) -> &str {
    let comment = line.match_indices("//").find(|(at, _)| !line[..*at].ends_with(':'));
    line[..comment.map_or(line.len(), |(at, _)| at)].trim_end()
}

fn has_word(line: &str, word: &str) -> bool {
    let begins = |at: usize| !word.starts_with(in_name) || !line[..at].ends_with(in_name);
    line.match_indices(word).any(|(at, _)| begins(at))
}

fn in_name(sign: char) -> bool {
    sign.is_alphanumeric() || sign == '_'
}

fn check_folder(folder: &Path, root: &Path, problems: &mut Vec<String>) {
    for entry in fs::read_dir(folder).expect("the folder is readable") {
        let path = entry.expect("the folder is readable").path();
        if path.is_dir() {
            check_folder(&path, root, problems);
        } else if path.extension().is_some_and(|extension| extension == "rs") {
            let text = fs::read_to_string(&path).expect("source is UTF-8");
            let name = path.strip_prefix(root).expect("the folder is under the root").to_string_lossy();
            problems.extend(check(&name, &text));
        }
    }
    check_thing(folder, root, problems);
}

/// A thing of the domain is a folder with events or commands.
fn check_thing(folder: &Path, root: &Path, problems: &mut Vec<String>) {
    let has = |name: &str| folder.join(format!("{name}.rs")).is_file() || folder.join(name).is_dir();
    if folder.parent() == Some(root.join("src/domain").as_path()) && (has("events") || has("commands")) {
        for name in FILES_OF_A_THING.iter().filter(|name| !has(name)) {
            problems.push(format!("{}: a thing has `{name}`", folder.display()));
        }
    }
}

#[test]
fn the_house_is_tidy() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let mut problems = Vec::new();
    for folder in FOLDERS.iter().map(|folder| root.join(folder)).filter(|folder| folder.exists()) {
        check_folder(&folder, root, &mut problems);
    }
    for room in ROOMS.iter().map(|room| room.path) {
        if !root.join(room).exists() && !root.join(format!("{room}.rs")).exists() {
            problems.push(format!("tests/tidy.rs: the room {room} is not there"));
        }
    }
    assert!(problems.is_empty(), "{} untidy places:\n{}", problems.len(), problems.join("\n"));
}

/// The lines in which a file of that path and text is untidy; the head is added.
fn untidy_lines(path: &str, text: &str) -> Vec<usize> {
    let line = |problem: &String| problem.split(':').nth(1).and_then(|line| line.parse().ok());
    check(path, &format!("//! Head.\n{text}")).iter().filter_map(line).collect()
}

#[test]
fn finds_what_a_room_may_not_know() {
    for (path, text, lines) in [
        ("src/store/log.rs", "use crate::domain::Event;\nuse sea_orm::Value;", &[][..]),
        ("src/store/log.rs", "use crate::views::Board;", &[2]),
        ("src/store/log.rs", "use crate::{domain::Event, views::Board};", &[2]),
        ("src/store/a/b.rs", "use super::super::views;\nuse super::super::super::views;", &[3]),
        ("src/store/a/mod.rs", "fn f() {\n    super::super::jobs::run();\n}", &[3]),
        ("src/store.rs", "use super::app::Writer;", &[2]),
        ("src/stores.rs", "use crate::app::Writer;", &[]),
        ("src/domain/money.rs", "use std::fmt;\n\nuse tokio::fs;", &[4, 4]),
        ("src/domain/money.rs", "// No tokio here, see https://tokio.rs\nlet operand::X = strand::Y;", &[]),
        (
            "src/domain/money.rs",
            "let now = jiff::Timestamp::now();\nlet cents = 0.5_f64 + x as f64;",
            &[2, 3],
        ),
        ("src/domain/money.rs", "use sha2::Digest;\nuse serde::Serialize;\nlet x = subtle::a();", &[2, 4]),
        ("src/domain/money/tests.rs", "use proptest::prelude::*;", &[]),
        ("src/domain/money.rs", "use proptest::prelude::*;", &[2]),
        ("src/domain/money.rs", "pub async fn pay() {}\nlet url = \"sqlite://\"; let a = b.await;", &[2, 3]),
        ("src/app/writer.rs", "use crate::pabulib;\nuse crate::cli::Args;\nuse axum::Router;", &[2, 3, 4]),
        ("src/pabulib/meta.rs", "use crate::pabulib::split;\nuse crate::domain::Cents;", &[3]),
        ("src/jobs/lapse.rs", "use crate::app::Writer;\nuse crate::web::Page;", &[3]),
        ("src/cli/run.rs", "use crate::jobs::{self, all};\nuse axum::Router;", &[]),
        ("migrations/src/lib.rs", "use crate::m1;\nuse wijkkas::store;", &[3]),
    ] {
        assert_eq!(untidy_lines(path, text), lines, "{path}: {text}");
    }
}

#[test]
fn finds_what_is_too_long() {
    let function = |lines: usize| {
        format!("    pub(crate) const fn f(\n    ) {{\n{}    }}\n", "        g();\n".repeat(lines - 3))
    };
    assert_eq!(untidy_lines("src/a.rs", &function(70)), []);
    assert_eq!(untidy_lines("src/a.rs", &format!("fn f() {{}}\nfn g();\n{}", function(71))), [4]);
    assert_eq!(untidy_lines("src/a.rs", &"static A: u8 = 1;\n".repeat(399)), []);
    assert_eq!(untidy_lines("src/a.rs", &"static A: u8 = 1;\n".repeat(400)), [401]);
}

#[test]
fn finds_heads_and_allowances() {
    assert_eq!(check("src/a.rs", "//! A.\n"), Vec::<String>::new());
    assert_eq!(check("src/a.rs", "// A.\n").len(), 1);
    assert_eq!(untidy_lines("src/a.rs", "gate.allow(visitor);"), []);
    let allowance = concat!("#", "[allow(dead_code)]");
    assert_eq!(
        untidy_lines("tests/a.rs", &format!("#[expect(unused, reason = \"...\")]\n    {allowance}")),
        [3]
    );
}

#[test]
fn finds_matches_that_swallow_new_events() {
    let sample = |pattern: &str, last: &str| {
        let inner = "match kind {\n            Kind::Pot => 1,\n            _ => 2,\n        }";
        format!(
            "    match it {{\n        {pattern} => {inner},\n        // Rest.\n        {last} => 3,\n    }}\n"
        )
    };
    for (path, pattern, last, lines) in [
        ("src/domain/a.rs", "RoundEvent::Issued { .. }", "RoundEvent::Closed { .. }", &[][..]),
        ("src/domain/a.rs", "RoundEvent::Issued { .. }", "_", &[8]),
        ("src/views/a.rs", "Event::Round(_) | Event::Budget(_)", "_ if late > Day::ONE", &[8]),
        ("src/store/a.rs", "(State::New, Event::Round(_))", "(state, _)", &[8]),
        ("src/store/a.rs", "Some(Event::Round(_))", "other", &[8]),
        ("src/cli/a.rs", "(Event::Round(_), Some(_))", "(_, None)", &[8]),
        ("src/domain/a.rs", "Some(Kind::Round)", "_", &[]),
        ("src/domain/a.rs", "Kind::Round => Event::Round(1), Kind::Pot", "_", &[]),
        ("src/domain/event.rs", "Self::Round(_)", "_", &[8]),
        ("src/domain/a/tests.rs", "Event::Round(_)", "_", &[]),
        ("src/cli/a.rs", "Event::Round(_)", "_", &[8]),
        ("src/web/a.rs", "Event::Round(_)", "_", &[8]),
        ("src/mail/a.rs", "Event::Round(_)", "event", &[8]),
        ("src/words/a.rs", "Event::Round(_) => 1,\n        Event::Budget(_)", "_", &[9]),
        ("tests/it/a.rs", "Event::Round(_)", "_", &[]),
        ("src/app/a.rs", "Event::Round(_) => 1,\n        Event::Budget(_)", "Event::Erasure(_)", &[]),
    ] {
        assert_eq!(untidy_lines(path, &sample(pattern, last)), lines, "{path}: {pattern}, {last}");
    }
    for (path, line, lines) in [
        ("src/domain/postings.rs", "    let RoundEvent::Issued { .. } = event else { return };\n", &[2][..]),
        ("src/views/a.rs", "    if let Some(Event::Round(_)) = event {\n    }\n", &[2]),
        ("src/views/a.rs", "    let event = Event::Round(1);\n", &[]),
        ("src/domain/a.rs", "    let RoundEvent::Issued { .. } = event else { return };\n", &[2]),
        ("src/domain/a.rs", "    matches!(event, Event::Round(_))\n", &[2]),
        ("src/app/a.rs", "    let RoundEvent::Issued { .. } = event else { return };\n", &[]),
        ("src/domain/a/tests/b.rs", "    let RoundEvent::Issued { .. } = event else { return };\n", &[]),
        (
            "src/domain/a.rs",
            "    fn born() {\n        let Event::Round(_) = event else { return };\n    }\n    if let Event::Round(_) = a {}\n",
            &[5],
        ),
    ] {
        assert_eq!(untidy_lines(path, line), lines, "{path}: {line}");
    }
    assert_eq!(untidy_lines("src/domain/a.rs", "Draft {\n    event: Event::Round(1),\n    other,\n}\n"), []);
}
