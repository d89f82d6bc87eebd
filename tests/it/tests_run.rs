//! The one test command refuses at once what it would stumble over later.

use std::process::Command;

#[test]
fn what_cannot_be_meant_is_refused_at_once() {
    let program = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/run");
    for (arguments, complaint) in [
        (&["--seed", "1x"][..], "--seed wants a number, not '1x'"),
        (&["--seed"], "--seed wants a number, not ''"),
        (&["--seed", "7", "--commands", "-1"], "--commands wants a number, not '-1'"),
        // All tests with fewer commands would look like all tests.
        (&["--commands", "20000"], "--commands goes with --seed"),
        (&["--screenshots", "pictures", "--seed", "7"], "--seed does not go with --screenshots"),
        (&["--fast"], "tests/run does not know '--fast'"),
    ] {
        let output = Command::new(program).args(arguments).output().expect("it starts");
        let said = String::from_utf8_lossy(&output.stderr);
        assert_eq!(output.status.code(), Some(2), "{arguments:?}: {said}");
        assert!(said.starts_with(complaint) && said.contains("tests/run --seed N"), "{arguments:?}: {said}");
    }
}
