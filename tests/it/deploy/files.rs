//! The files of the folder, as the tools that will read them see them.

use super::{deploy, run, tool};
use std::ffi::OsStr;
use std::fs;
use std::path::Path;
use std::process::Command;

/// How exposed a unit may be, in tenths, as `systemd-analyze security` counts. What is left of the website is that it
/// has a network, and of the others that they are no machine of their own.
const EXPOSURES: [(&str, u32); 3] =
    [("wijkkas.service", 11), ("wijkkas-backup.service", 2), ("wijkkas-erase.service", 2)];

fn text(name: &str) -> String {
    fs::read_to_string(deploy(name)).unwrap_or_else(|error| panic!("{name}: {error}"))
}

fn must_succeed(command: &mut Command) -> String {
    let (code, said) = run(command);
    assert_eq!(code, 0, "{command:?}: {said}");
    said
}

/// `verify` looks for the programs where they are on a server: here they lie elsewhere.
#[test]
fn systemd_takes_the_units_and_finds_them_hardened() {
    let folder = tempfile::tempdir().expect("a folder");
    let scripts = deploy("").display().to_string();
    let mut units = Vec::new();
    for entry in fs::read_dir(deploy("")).expect("a folder") {
        let name = entry.expect("an entry").file_name().into_string().expect("words");
        if [Some("service"), Some("timer")].contains(&Path::new(&name).extension().and_then(OsStr::to_str)) {
            let unit = text(&name).replace("/usr/local/bin/wijkkas", env!("CARGO_BIN_EXE_wijkkas"));
            let unit = unit.replace("/usr/local/lib/wijkkas/", &scripts);
            fs::write(folder.path().join(&name), unit).expect("it is written");
            units.push(folder.path().join(&name));
        }
    }
    assert_eq!(units.len(), 5);
    assert_eq!(must_succeed(Command::new("systemd-analyze").arg("verify").args(&units)), "");
    for (name, most) in EXPOSURES {
        let mut analyze = Command::new("systemd-analyze");
        let threshold = format!("--threshold={most}");
        must_succeed(
            analyze.args(["security", "--offline=true", "--no-pager", &threshold]).arg(deploy(name)),
        );
    }
}

#[test]
fn the_settings_of_a_server_are_those_of_the_program() {
    let help = must_succeed(Command::new(env!("CARGO_BIN_EXE_wijkkas")).args(["serve", "--help"]));
    let backup = must_succeed(Command::new(deploy("backup")).arg("--help"));
    let settings = text("wijkkas.env") + &text("Containerfile") + &text("compose.yaml");
    let words = settings.split(|sign: char| !sign.is_ascii_uppercase() && sign != '_');
    let mut seen = 0;
    for name in words.filter(|word| word.starts_with("WIJKKAS_")) {
        let name = name.trim_end_matches("_FILE");
        let is_of_the_door = text("Caddyfile").contains(&format!("{{${name}"));
        assert!(help.contains(name) || backup.contains(name) || is_of_the_door, "nothing reads {name}");
        seen += 1;
    }
    assert!(seen > 10, "{seen}");
}

#[test]
fn the_image_is_built_from_what_it_may_see_and_not_for_root() {
    let file = text("Containerfile");
    must_succeed(tool("hadolint").arg(deploy("Containerfile")));
    let seen = text("Containerfile.dockerignore");
    let seen: Vec<&str> = seen.lines().filter_map(|line| line.strip_prefix('!')).collect();
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let mut copied = Vec::new();
    for line in file.lines().filter(|line| line.starts_with("COPY ") && !line.contains("--from")) {
        let (sources, _) = line["COPY ".len()..].rsplit_once(' ').expect("a place to put it");
        copied.extend(sources.split(' '));
    }
    for name in &copied {
        let is_seen = seen.iter().any(|one| Path::new(name).starts_with(one));
        assert!(is_seen && root.join(name).exists(), "{name}");
    }
    for name in seen {
        assert!(copied.iter().any(|one| Path::new(one).starts_with(name)), "nothing copies {name}");
    }
    for stage in file.split("\nFROM ").skip(2) {
        let user = stage.lines().rfind(|line| line.starts_with("USER "));
        assert!(user.is_none_or(|user| user == "USER 10001:10001"), "{stage}");
    }
}

/// What `docker-compose` makes of the file, one part a service, with the secrets and settings that README.md says.
#[test]
fn every_service_can_do_little_and_says_how_it_is() {
    let folder = tempfile::tempdir().expect("a folder");
    let secrets = folder.path().join("secrets");
    fs::create_dir(&secrets).expect("a folder");
    let page = text("README.md");
    for name in ["postgres-password", "database-password", "database-url", "smtp-url"] {
        assert!(page.contains(name), "{name}");
        fs::write(secrets.join(name), "secret").expect("it is written");
    }
    fs::copy(deploy("compose.yaml"), folder.path().join("compose.yaml")).expect("it is copied");
    let compose = || {
        let mut command = Command::new("docker-compose");
        command.current_dir(folder.path()).env_clear().env("PATH", "/usr/local/bin:/usr/bin:/bin");
        command.args(["-f", "compose.yaml", "config"]);
        command
    };
    let (code, said) = run(&mut compose());
    assert!(code != 0 && said.contains("please write WIJKKAS_WEBSITE="), "{said}");
    let (_, settings) = page.split_once("cat >.env <<'END'\n").expect("the settings");
    fs::write(folder.path().join(".env"), settings.split("END").next().expect("their end")).expect("written");
    let read = must_succeed(&mut compose());
    assert!(read.contains("WIJKKAS_MAIL_FROM: Wijkkas <wijkkas@example.nl>\n"), "{read}");
    let (_, services) = read.split_once("\nservices:\n  ").expect("services");
    let (services, _) = services.split_once("\nvolumes:\n").expect("volumes");
    let services: Vec<&str> = services.split("\n  ").collect();
    let starts = |line: &&str| !line.starts_with(' ');
    assert_eq!(services.iter().filter(|line| starts(line)).count(), 4, "{services:?}");
    for service in services.chunk_by(|_, next| next.starts_with(' ')) {
        let service = service.join("\n");
        for words in [
            "read_only: true",
            "- ALL",
            "- no-new-privileges:true",
            "mem_limit:",
            "pids_limit:",
            "healthcheck:",
        ] {
            assert!(service.contains(words), "there is no {words} in {service}");
        }
        assert!(!service.contains("secret\n") && !service.contains("privileged: true"), "{service}");
    }
    let networks = ["inside", "outside"];
    for line in text("compose.yaml").lines().filter_map(|line| line.trim().strip_prefix("networks: [")) {
        assert!(line.trim_end_matches(']').split(", ").all(|name| networks.contains(&name)), "{line}");
    }
}

#[test]
fn shellcheck_has_nothing_to_say() {
    let mut check = Command::new("shellcheck");
    check.arg("--external-sources").current_dir(deploy(""));
    check.args(["backup", "restore", "nightly", "healthy", "../tests/run", "../.ci/run"]);
    assert_eq!(must_succeed(&mut check), "");
}
