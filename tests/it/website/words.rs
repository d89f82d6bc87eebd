//! Every sentence of the website is there in every language, and none is there for nothing.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;
use wijkkas::words::Language;

/// Where sentences are said.
const FOLDERS: [&str; 4] = ["src/web", "src/mail", "src/words", "email-templates"];

/// The keys of a language, each with the things it leaves open.
fn sentences(source: &str) -> BTreeMap<String, BTreeSet<String>> {
    let mut all: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
    let mut key = String::new();
    for line in source.lines().filter(|line| !line.starts_with('#') && !line.trim().is_empty()) {
        if let Some((name, _)) = line.split_once(" = ").filter(|_| !line.starts_with([' ', '}'])) {
            key = name.to_string();
            all.entry(key.clone()).or_default();
        }
        for part in line.split('$').skip(1) {
            let name: String = part.chars().take_while(char::is_ascii_alphanumeric).collect();
            all.get_mut(&key).expect("a key comes first").insert(name);
        }
    }
    all
}

/// The words in quotation marks in the code and the templates of the website.
fn quoted(folder: &Path, found: &mut BTreeSet<String>) {
    for entry in std::fs::read_dir(folder).expect("it is readable") {
        let path = entry.expect("an entry").path();
        if path.is_dir() {
            quoted(&path, found);
        } else if path.extension().is_some_and(|kind| kind == "rs" || kind == "html" || kind == "txt") {
            let text = std::fs::read_to_string(&path).expect("it is text");
            found.extend(text.split('"').map(str::to_string));
        }
    }
}

#[test]
fn every_language_has_every_sentence() {
    let dutch = sentences(&Language::Dutch.source());
    assert!(dutch.len() > 100, "they were found");
    let mut used = BTreeSet::new();
    for folder in FOLDERS {
        quoted(&Path::new(env!("CARGO_MANIFEST_DIR")).join(folder), &mut used);
    }
    let unused: Vec<&String> = dutch.keys().filter(|key| !used.contains(*key)).collect();
    assert!(unused.is_empty(), "not used anywhere: {unused:?}");
    for language in Language::ALL {
        let own = sentences(&language.source());
        let keys = |all: &BTreeMap<String, BTreeSet<String>>| all.keys().cloned().collect::<BTreeSet<_>>();
        let missing: Vec<_> = keys(&dutch).symmetric_difference(&keys(&own)).cloned().collect();
        assert!(missing.is_empty(), "{}: {missing:?}", language.code());
        for (key, open) in &dutch {
            assert_eq!(&own[key], open, "{} of {}", key, language.code());
            let said = language.say(key, &[]);
            assert!(!said.is_empty() && &said != key, "{key} of {}", language.code());
        }
    }
}

/// What looks like a key in the code is one.
#[test]
fn every_key_that_is_used_is_there() {
    let dutch = sentences(&Language::Dutch.source());
    let mut used = BTreeSet::new();
    for folder in FOLDERS {
        said(&Path::new(env!("CARGO_MANIFEST_DIR")).join(folder), &mut used);
    }
    assert!(used.len() > 60, "they were found");
    let missing: Vec<&String> = used.iter().filter(|key| !dutch.contains_key(*key)).collect();
    assert!(missing.is_empty(), "{missing:?}");
}

/// The first argument of everything that says a sentence.
fn said(folder: &Path, found: &mut BTreeSet<String>) {
    for entry in std::fs::read_dir(folder).expect("it is readable") {
        let path = entry.expect("an entry").path();
        if path.is_dir() {
            said(&path, found);
        } else if path.extension().is_some_and(|kind| kind == "rs" || kind == "html" || kind == "txt") {
            let text = std::fs::read_to_string(&path).expect("it is text");
            for call in ["say(\"", "say_with(\"", "fill(\""] {
                let keys = text.split(call).skip(1).filter_map(|rest| rest.split('"').next());
                found.extend(keys.map(str::to_string));
            }
        }
    }
}
