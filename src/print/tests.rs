//! What is printed, as far as it can be seen without the tools for paper: those are in `tests/it/print.rs`.

use super::*;

#[test]
fn words_fit_on_a_line_and_know_their_direction() {
    for (words, most, printed) in [
        ("  Een\n tuin ", 80, "Een tuin"),
        ("Een tuin voor iedereen in de straat", 20, "Een tuin voor…"),
        ("#set page(fill: red) $x$", 80, "#set page(fill: red) $x$"),
        ("\u{7}", 80, ""),
    ] {
        assert_eq!(Words::new(words, most).words, printed);
    }
    let long = Words::new(&"W".repeat(300), 60).words;
    assert!(long.split('\u{200b}').all(|part| part.chars().count() <= LONGEST_WORD), "{long}");
    assert!(Words::new("1. حديقة", 80).is_rtl);
    assert!(!Words::new("Tuin حديقة", 80).is_rtl);
}
