//! Disks of a test's own: they are mounted in memory, where only its own processes see them.

use std::process::Command;

const NEEDS_ROOT: &str = "This test needs the right to mount a small disk in memory: run tests/run as root.";

/// Runs a command that mounts a disk and does nothing with it.
pub fn must_mount(command: &mut Command) {
    let mounted = command.status().expect(NEEDS_ROOT);
    assert!(mounted.success(), "{NEEDS_ROOT}");
}
