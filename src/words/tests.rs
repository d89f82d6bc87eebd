//! Which language a browser gets.

use super::*;

#[test]
fn browsers_get_the_language_they_like_best() {
    for (header, language) in [
        ("", Dutch),
        ("de-DE,de;q=0.9", Dutch),
        ("tr-TR,tr;q=0.9,en;q=0.8", Turkish),
        ("de,en;q=0.7,nl;q=0.8", Dutch),
        ("de,en;q=0.8,nl;q=0.7", English),
        ("en;q=0,pl;q=0.1", Polish),
        ("AR", Arabic),
        ("en;q=nonsense, pl;q=0.5", Polish),
    ] {
        assert_eq!(Language::accepted(header), language, "{header:?}");
    }
}
