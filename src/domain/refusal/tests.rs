//! What fits and what does not.

use super::*;

#[test]
fn a_bank_reference_is_short_and_has_no_spaces() {
    let longest = "a".repeat(LONGEST_REFERENCE);
    for fits in ["1", "2026-18", "NOTPROVIDED", "a/-?:().,'+9", "NL91", longest.as_str()] {
        assert_eq!(reference_fits(fits), Ok(()), "{fits}");
    }
    let long = "a".repeat(LONGEST_REFERENCE + 1);
    for other in ["", " ", "from J Jansen", "J_Jansen", "é", "a\n", "tab\t", long.as_str()] {
        assert_eq!(reference_fits(other), Err(Refusal::BadReference), "{other:?}");
    }
}

#[test]
fn an_account_number_is_no_reference() {
    for account in [
        "NL91ABNA0417164300",
        "nl91abna0417164300",
        "NL91-ABNA-0417-1643-00",
        "to:NL91ABNA0417164300",
        "NO9386011117947",
        "MT84MALT011000012345MTLCAST001S",
    ] {
        assert_eq!(reference_fits(account), Err(Refusal::BadReference), "{account}");
    }
    assert_eq!(reference_fits("NL2026001234"), Ok(()), "too short for one");
}

#[test]
fn an_unknown_purpose_is_answered_with_the_known_ones() {
    let known = vec!["green".to_string(), "play".to_string()];
    let told = Refusal::UnknownPurpose { known }.to_string();
    assert!(
        told.starts_with("this purpose is not on the programme's list, which has green, play; "),
        "{told}"
    );
    let none = Refusal::UnknownPurpose { known: Vec::new() }.to_string();
    assert!(none.contains("which has none yet; "), "{none}");
}
