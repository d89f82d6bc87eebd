//! What `--help` says of every subcommand.

use super::Arguments;
use clap::CommandFactory as _;
use clap::builder::StyledStr;
use clap::error::ErrorKind;

fn words(text: Option<&StyledStr>) -> String {
    on_one_line(&text.map(ToString::to_string).unwrap_or_default())
}

/// However wide the terminal is.
fn on_one_line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

#[test]
fn every_subcommand_says_what_it_does_and_what_its_options_are_for() {
    let mut all = Arguments::command();
    all.build();
    let mut seen = 0;
    for subcommand in all.get_subcommands().filter(|subcommand| subcommand.get_name() != "help") {
        let name = subcommand.get_name();
        let (line, whole) = (words(subcommand.get_about()), words(subcommand.get_long_about()));
        assert!(line.len() > 10, "{name}: {line:?}");
        assert!(whole.len() > line.len() + 100, "{name} has a line and no paragraph: {whole:?}");
        let help = Arguments::command().try_get_matches_from(["wijkkas", name, "--help"]).unwrap_err();
        assert_eq!((help.kind(), help.exit_code()), (ErrorKind::DisplayHelp, 0), "{name}");
        let help = on_one_line(&help.to_string());
        assert!(help.contains(&line), "{name}: {help}");
        for argument in subcommand.get_arguments() {
            let (id, what) = (argument.get_id(), words(argument.get_help()));
            assert!(what.len() >= 10, "{name} {id}: {what:?}");
            let option = argument.get_long().map_or_else(|| "<FILE>".into(), |long| format!("--{long}"));
            assert!(help.contains(&option), "{name} {id}: {help}");
        }
        seen += 1;
    }
    assert_eq!(seen, 10, "all of them");
}
