//! Settings that stand in files: what `WIJKKAS_X` would say may stand in the file that `WIJKKAS_X_FILE` names. So a
//! password is in no environment, which children inherit and reports of crashes show, and stays where systemd and
//! containers hand secrets over. Flags hold no value, and stand in no file; nor does the name of a file, of which the
//! content would be taken for a name and shown where it is not found.
//!
//! A setting that is empty counts as not set, as deployments write it that have a place for each.

use super::config::{CliError, refuse};
use crate::store::ordinary;
use clap::{Arg, Command};
use std::any::TypeId;
use std::ffi::OsString;
use std::path::{Path, PathBuf};

/// The most bytes of a setting.
const MOST: u64 = 64 * 1024;

/// The command line in which the settings of one subcommand that stand in files are what it has by default.
///
/// # Errors
/// [`CliError::Configuration`] with every file that cannot be used, and every setting that is given twice.
pub fn from_files(
    command: Command,
    subcommand: &str,
    environment: impl Fn(&str) -> Option<OsString>,
) -> Result<Command, CliError> {
    let mut wrong = Vec::new();
    let mut filled = |arg: Arg| {
        let read = read(&arg, &environment);
        let name = arg.get_env().and_then(|name| name.to_str());
        let is_empty = name.and_then(&environment).is_some_and(|value| value.is_empty());
        let arg = if is_empty { arg.env(None::<&'static str>) } else { arg };
        match read {
            Ok(Some(value)) => arg.default_value(value).hide_default_value(true),
            Ok(None) => arg,
            Err(why) => {
                wrong.push(why);
                arg
            }
        }
    };
    let command = command
        .mut_subcommands(|one| if one.get_name() == subcommand { one.mut_args(&mut filled) } else { one });
    refuse(wrong)?;
    Ok(command)
}

/// What the file of a setting says; none if it has no file, and why that file cannot be used.
fn read(arg: &Arg, environment: impl Fn(&str) -> Option<OsString>) -> Result<Option<String>, String> {
    let Some(name) = arg.get_env().and_then(|name| name.to_str()) else { return Ok(None) };
    let named = format!("{name}_FILE");
    let Some(path) = environment(&named).filter(|path| !path.is_empty()) else { return Ok(None) };
    if !arg.get_action().takes_values() {
        return Err(format!(
            "{named}: {name} is switched on or off, and stands in no file: please set {name}=true"
        ));
    }
    if arg.get_value_parser().type_id() == TypeId::of::<PathBuf>() {
        return Err(format!("{named}: {name} is the name of a file already: please set {name} to it"));
    }
    if environment(name).is_some_and(|value| !value.is_empty()) {
        return Err(format!("{name} and {named} are both set: please set one of them"));
    }
    let path = Path::new(&path);
    let bytes = ordinary::open(path).and_then(|file| ordinary::read(file, MOST));
    let bytes = bytes.map_err(|error| format!("{named}: {}: {error}", path.display()))?;
    let text =
        String::from_utf8(bytes).map_err(|_| format!("{named}: {}: this is no text", path.display()))?;
    match text.trim() {
        "" => Err(format!("{named}: {}: there is nothing in this file", path.display())),
        text => Ok(Some(text.to_string())),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use clap::ArgAction;
    use std::fs;

    /// What `--place` of the subcommand is, with these variables.
    fn place(arguments: &[&str], variables: &[(&str, &str)]) -> Result<String, String> {
        let option = Arg::new("place").long("place").env("WIJKKAS_SECRETS_TEST").default_value("here");
        let flag = Arg::new("flag").long("flag").env("WIJKKAS_SECRETS_FLAG").action(ArgAction::SetTrue);
        let keys = Arg::new("keys").long("keys").env("WIJKKAS_SECRETS_KEYS");
        let keys = keys.value_parser(clap::value_parser!(PathBuf));
        let command = Command::new("wijkkas").subcommand(Command::new("go").args([option, flag, keys]));
        let known =
            |name: &str| variables.iter().find(|(one, _)| *one == name).map(|(_, value)| value.into());
        let command = from_files(command, "go", known).map_err(|error| error.to_string())?;
        let help =
            command.clone().find_subcommand_mut("go").expect("it is there").render_long_help().to_string();
        assert!(!help.contains("secret"), "{help}");
        let matches =
            command.try_get_matches_from([&["wijkkas", "go"], arguments].concat()).expect("they are read");
        let (_, matches) = matches.subcommand().expect("the one");
        Ok(matches.get_one::<String>("place").expect("it has a default").clone())
    }

    #[test]
    fn a_file_says_what_neither_the_command_line_nor_the_environment_does() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("place");
        fs::write(&path, "  a secret place\n").unwrap();
        let file = ("WIJKKAS_SECRETS_TEST_FILE", path.to_str().unwrap());
        assert_eq!(place(&[], &[]).as_deref(), Ok("here"));
        assert_eq!(place(&[], &[("WIJKKAS_SECRETS_TEST_FILE", "")]).as_deref(), Ok("here"));
        assert_eq!(place(&[], &[file]).as_deref(), Ok("a secret place"));
        assert_eq!(place(&["--place", "there"], &[file]).as_deref(), Ok("there"));
        let nothing = ("WIJKKAS_SECRETS_TEST", "");
        assert_eq!(place(&[], &[file, nothing]).as_deref(), Ok("a secret place"), "it is not set");
        let flag = ("WIJKKAS_SECRETS_FLAG_FILE", file.1);
        let refused = place(&[], &[flag]).unwrap_err();
        assert!(refused.ends_with("please set WIJKKAS_SECRETS_FLAG=true"), "{refused}");
        assert_eq!(place(&[], &[("WIJKKAS_SECRETS_FLAG_FILE", "")]).as_deref(), Ok("here"));
        let refused = place(&[], &[("WIJKKAS_SECRETS_KEYS_FILE", file.1)]).unwrap_err();
        assert!(refused.ends_with("please set WIJKKAS_SECRETS_KEYS to it"), "{refused}");
        let twice = place(&[], &[file, ("WIJKKAS_SECRETS_TEST", "there")]).unwrap_err();
        let both = "WIJKKAS_SECRETS_TEST and WIJKKAS_SECRETS_TEST_FILE are both set: please set one of them";
        assert_eq!(twice, both);
    }

    #[test]
    fn files_that_say_nothing_are_named() {
        let folder = tempfile::tempdir().unwrap();
        for (name, bytes, words) in [
            ("empty", Some(&b" \n"[..]), "there is nothing in this file"),
            ("bytes", Some(b"\xff\xfe"), "this is no text"),
            ("gone", None, "No such file"),
        ] {
            let path = folder.path().join(name);
            if let Some(bytes) = bytes {
                fs::write(&path, bytes).unwrap();
            }
            let said = place(&[], &[("WIJKKAS_SECRETS_TEST_FILE", path.to_str().unwrap())]).unwrap_err();
            assert!(said.starts_with("WIJKKAS_SECRETS_TEST_FILE: /") && said.contains(words), "{said}");
        }
        let said = place(&[], &[("WIJKKAS_SECRETS_TEST_FILE", folder.path().to_str().unwrap())]).unwrap_err();
        assert!(said.ends_with("this is a folder, name a file"), "{said}");
    }
}
