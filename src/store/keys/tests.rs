//! Tests of the keyring: golden vectors, versions, and the text format.

use std::collections::BTreeSet;

use super::super::hex::Hex;
use super::text::fresh;
use super::*;
use crate::domain::code::Code;

const GOLDEN: &str = include_str!(concat!(env!("CARGO_MANIFEST_DIR"), "/tests/golden/codes.txt"));
/// Vectors in the golden file; the others are key lines.
const VECTORS: [&str; 4] = ["fingerprint", "cheque", "hash", "command-key"];

fn is_vector(line: &str) -> bool {
    VECTORS.iter().any(|kind| line.starts_with(kind))
}

/// The keyring of the golden file: two code keys, two lookup keys, a request key.
fn golden_keys() -> Keyring {
    let keys: Vec<&str> = GOLDEN.lines().filter(|line| !is_vector(line)).collect();
    Keyring::parse("the golden file", &keys.join("\n")).unwrap()
}

/// The fields after the kind of each vector of that kind; there are some.
fn vectors(kind: &str) -> Vec<Vec<&'static str>> {
    let fields = GOLDEN.lines().filter_map(|line| line.strip_prefix(kind));
    let vectors: Vec<Vec<_>> = fields.map(|fields| fields.split_whitespace().collect()).collect();
    assert!(!vectors.is_empty());
    vectors
}

fn key_line(purpose: &str, version: u32, digit: char) -> String {
    format!("{purpose} {version} {}\n", digit.to_string().repeat(64))
}

/// One key of each purpose, then `more`.
fn text_with(more: &str) -> String {
    key_line("code", 1, '1') + &key_line("lookup", 1, '2') + &key_line("request", 1, '3') + more
}

fn refusal(text: &str) -> String {
    Keyring::parse("the test", text).unwrap_err().to_string()
}

#[test]
fn codes_and_digests_never_change() {
    let keys = golden_keys();
    for fields in vectors("cheque") {
        let [version, book, cheque, generation, attempt, printed, first, second] = fields[..] else {
            panic!("a cheque vector has eight fields: {fields:?}");
        };
        let number = |text: &str| text.parse::<u32>().unwrap();
        let (book, cheque) = (book.parse().unwrap(), cheque.parse().unwrap());
        let code = keys.code(number(version), book, cheque, number(generation), number(attempt)).unwrap();
        assert_eq!(code.to_string(), printed);
        assert_eq!(Code::parse(printed), Ok(code));
        let digests: Vec<_> =
            keys.digests(code).into_iter().map(|(version, hash)| (version, Hex(&hash).to_string())).collect();
        assert_eq!(digests, [(1, first.to_owned()), (2, second.to_owned())]);
        assert_eq!(Hex(&keys.digest(2, code).unwrap()).to_string(), second);
    }
}

/// What is remembered under such a key must be found again by every later version.
#[test]
fn keys_of_commands_never_change() {
    let key = golden_keys().command_key("standing choices 1 2").to_string();
    assert_eq!(vec![vec![key]], vectors("command-key"));
}

#[test]
fn request_hashes_and_fingerprints_never_change() {
    let keys = golden_keys();
    for fields in vectors("hash") {
        let bytes: Vec<u8> = (0..fields[0].len())
            .step_by(2)
            .map(|at| u8::from_str_radix(&fields[0][at..at + 2], 16).unwrap())
            .collect();
        assert_eq!(Hex(&keys.request_hash(&bytes)).to_string(), fields[1]);
    }
    let fingerprints: Vec<_> = keys
        .fingerprints()
        .into_iter()
        .map(|(purpose, version, print)| vec![purpose.to_string(), version.to_string(), print])
        .collect();
    assert_eq!(fingerprints, vectors("fingerprint"));
}

#[test]
fn every_input_changes_the_code() {
    let keys = golden_keys();
    let inputs = [
        (1, 7, 7, 0, 0),
        (2, 7, 7, 0, 0),
        (1, 8, 7, 0, 0),
        (1, 7, 8, 0, 0),
        (1, 7, 7, 1, 0),
        (1, 7, 7, 0, 1),
    ];
    let codes: BTreeSet<u64> = inputs
        .iter()
        .map(|&(version, book, cheque, generation, attempt)| {
            keys.code(version, book, cheque, generation, attempt).unwrap().bits()
        })
        .collect();
    assert_eq!(codes.len(), inputs.len());
}

#[test]
fn the_newest_key_is_the_one_with_the_highest_version() {
    let keys =
        Keyring::parse("the test", &text_with(&(key_line("code", 12, '4') + &key_line("code", 3, '5'))));
    let keys = keys.unwrap();
    assert_eq!((keys.newest_code_version(), keys.newest_lookup_version()), (12, 1));
    assert!(keys.code(3, 1, 1, 0, 0).is_ok());
}

#[test]
fn a_key_that_is_gone_is_named() {
    let keys = golden_keys();
    let refusal = keys.code(3, 1, 1, 0, 0).unwrap_err().to_string();
    assert_eq!(
        refusal,
        "The keyring has no code key of version 3: put back its line from the copy you keep."
    );
    let refusal = keys.digest(0, Code::from_bits(1)).unwrap_err().to_string();
    assert!(refusal.contains("no lookup key of version 0"), "{refusal}");
}

#[test]
fn the_text_may_have_comments_blank_lines_and_capitals() {
    let plain = Keyring::parse("the test", &text_with(&key_line("code", 2, 'a'))).unwrap();
    let loose = format!("# mine\r\n\r\n  code\t2   {}\r\n{}", "A".repeat(64), text_with("\n#code 3 x"));
    assert_eq!(Keyring::parse("the test", &loose).unwrap().fingerprints(), plain.fingerprints());
}

#[test]
fn a_malformed_line_is_named_without_its_secret() {
    let secret = "5".repeat(64);
    let cases = [
        (format!("code {secret}"), "does not consist of purpose, version and key"),
        (format!("code 2 {secret} x"), "does not consist of purpose, version and key"),
        (format!("voucher 2 {secret}"), "does not begin with code, lookup or request"),
        (format!("code 0 {secret}"), "has a version that is not a whole number from 1"),
        (format!("code -1 {secret}"), "has a version that is not a whole number from 1"),
        (format!("code 4294967296 {secret}"), "has a version that is not a whole number from 1"),
        (format!("code 2 {}", &secret[1..]), "has a key that is not 64 hex digits"),
        (format!("code 2 {secret}5"), "has a key that is not 64 hex digits"),
        (format!("code 2 +{}", &secret[1..]), "has a key that is not 64 hex digits"),
        (format!("code 2 é{}", &secret[2..]), "has a key that is not 64 hex digits"),
        (format!("code 1 {secret}"), "has the version of an earlier line"),
        (key_line("code", 2, '1'), "has the key of an earlier line"),
        (key_line("lookup", 2, '1'), "has the key of an earlier line"),
        (format!("request 2 {secret}"), "is a second request key, and there is only one"),
    ];
    for (line, problem) in cases {
        let expected = format!("The keys in the test can't be used: line 4 {problem}.");
        assert_eq!(refusal(&text_with(&line)), expected, "{line}");
    }
}

#[test]
fn missing_keys_are_named() {
    for purpose in ["code", "lookup", "request"] {
        let text: String =
            text_with("").lines().filter(|line| !line.starts_with(purpose)).collect::<Vec<_>>().join("\n");
        assert!(refusal(&text).starts_with(&format!("There is no {purpose} key in the test: ")), "{purpose}");
    }
    assert!(refusal("").contains("no code key"));
}

#[test]
fn debug_keeps_the_secrets() {
    let keys = golden_keys();
    assert_eq!(format!("{keys:?}"), "Keyring { code: [1, 2], lookup: [1, 2], request: 1 }");
}

#[test]
fn new_keys_differ_from_each_other() {
    let texts = [fresh().unwrap(), fresh().unwrap()];
    let prints = texts.iter().flat_map(|text| Keyring::parse("the test", text).unwrap().fingerprints());
    assert_eq!(prints.map(|(_, _, print)| print).collect::<BTreeSet<_>>().len(), 6);
}
