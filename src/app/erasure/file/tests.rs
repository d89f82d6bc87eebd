//! Tests of the file of erasures: what it tells, and what a failing machine may have made of it.

use super::*;
use std::os::unix::fs::PermissionsExt;

const NOW: Timestamp = Timestamp::from_ms(1_767_607_200_000);

fn subject(erasure: i64) -> Subject {
    let (person, texts) = (Some(PersonId(7)), vec![TextId(8), TextId(9)]);
    Subject { book: "west".into(), erasure: ErasureId(erasure), person, texts }
}

/// A file with these bytes in a folder of its own.
fn holding(bytes: &[u8]) -> (tempfile::TempDir, ErasureFile) {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("west.erasures");
    std::fs::write(&path, bytes).unwrap();
    (folder, ErasureFile::at(&path))
}

#[test]
fn the_last_step_of_each_erasure_counts() {
    let folder = tempfile::tempdir().unwrap();
    let file = ErasureFile::at(&folder.path().join("west.erasures"));
    assert_eq!(file.read().unwrap(), Told::default(), "there is no file yet");
    for (erasure, step) in
        [(1, Step::Begun), (2, Step::Begun), (1, Step::Done), (3, Step::Begun), (3, Step::GivenUp)]
    {
        file.append(NOW, step, &subject(erasure)).unwrap();
    }
    let steps = vec![(subject(1), Step::Done), (subject(2), Step::Begun), (subject(3), Step::GivenUp)];
    assert_eq!(file.read().unwrap(), Told { steps, cut_off: 0 });
    assert_eq!(std::fs::metadata(file.path()).unwrap().permissions().mode() & 0o777, 0o600);
}

/// After an older copy of the database was put back, a number is given to another request.
#[test]
fn a_number_that_is_given_again_is_another_erasure() {
    let (_folder, file) = holding(b"");
    let other = Subject { person: None, ..subject(1) };
    for (step, subject) in [(Step::Begun, &subject(1)), (Step::GivenUp, &subject(1)), (Step::Begun, &other)] {
        file.append(NOW, step, subject).unwrap();
    }
    let steps = file.read().unwrap().steps;
    assert_eq!(steps, [(subject(1), Step::GivenUp), (other, Step::Begun)]);
}

#[test]
fn lines_that_were_cut_off_are_passed_over_and_nothing_is_glued_to_them() {
    let line = whole_line();
    for length in 1..line.len() {
        let (_folder, file) = holding(format!("{line}\n{}", &line[..length]).as_bytes());
        file.append(NOW, Step::Begun, &subject(1)).unwrap();
        let told = file.read().unwrap();
        assert_eq!((told.cut_off, told.steps.len()), (1, 2), "cut off after {length} bytes");
    }
    let (_folder, file) = holding(&[0; 90]);
    file.append(NOW, Step::Begun, &subject(1)).unwrap();
    assert_eq!(file.read().unwrap(), Told { steps: vec![(subject(1), Step::Begun)], cut_off: 1 });
    let (_folder, file) = holding(format!("{line}\n{}", &line[..30]).as_bytes());
    let told = file.read().unwrap();
    assert_eq!((told.cut_off, told.steps.len()), (1, 1), "nothing was written behind it");
    let (_folder, file) = holding(line.as_bytes());
    assert_eq!(file.read().unwrap().steps.len(), 1, "only its end is missing");
    file.append(NOW, Step::Begun, &subject(1)).unwrap();
    let told = file.read().unwrap();
    assert_eq!((told.cut_off, told.steps.len()), (0, 2));
}

/// It grows with every erasure there ever was, and is written on without looking back.
#[test]
fn a_file_of_any_length_is_read() {
    let mut blanks = " ".repeat(64 * 1024);
    blanks.push('\n');
    let (_folder, file) = holding(b"");
    file.append(NOW, Step::Begun, &subject(1)).unwrap();
    let mut long = std::io::BufWriter::new(OpenOptions::new().append(true).open(file.path()).unwrap());
    for _ in 0..257 * 16 {
        long.write_all(blanks.as_bytes()).unwrap();
    }
    long.flush().unwrap();
    file.append(NOW, Step::Done, &subject(1)).unwrap();
    assert_eq!(file.read().unwrap(), Told { steps: vec![(subject(1), Step::Done)], cut_off: 0 });
}

/// A line without an end is no step, and must not fill the memory.
#[test]
fn a_line_of_more_than_a_mib_is_refused() {
    let (_folder, file) = holding(format!("{}\n", whole_line()).as_bytes());
    OpenOptions::new().write(true).open(file.path()).unwrap().set_len(LONGEST_LINE * 3).unwrap();
    let refused = file.read().unwrap_err();
    assert!(matches!(refused, FileError::Malformed { line: 2, .. }), "{refused}");
}

/// A line as it is written, without its end.
fn whole_line() -> String {
    let json = r#"{"at":1767607200000,"step":"begun","book":"west","erasure":4,"person":null,"texts":[]}"#;
    format!("87c14dad {json}")
}

#[test]
fn other_line_ends_and_blanks_change_nothing() {
    let line = whole_line();
    for end in ["\n", "\r\n", " \n", "\t \r\n", "\n\r\n \n"] {
        let (_folder, file) = holding(format!("{line}{end}{line}{end}").as_bytes());
        let told = file.read().unwrap();
        assert_eq!((told.cut_off, told.steps.len()), (0, 1), "{end:?}");
    }
}

/// Anything else than a line that was cut off at the end is a mistake that must be seen.
#[test]
fn a_line_that_was_changed_is_refused() {
    let line = whole_line();
    for place in 0..line.len() {
        let mut changed = format!("{line}\n{line}\n{line}\n").into_bytes();
        changed[line.len() + 1 + place] ^= 1;
        let (_folder, file) = holding(&changed);
        let refused = file.read().unwrap_err();
        assert!(matches!(refused, FileError::Malformed { line: 2 | 3, .. }), "byte {place}: {refused}");
    }
    for short in 1..line.len() {
        let (_folder, file) = holding(format!("{}\n{line}\n", &line[..short]).as_bytes());
        assert!(matches!(file.read(), Err(FileError::Malformed { line: 1, .. })), "{short} bytes");
    }
}

#[test]
fn a_whole_line_that_makes_no_sense_is_refused_with_its_number() {
    let (_folder, file) = holding(b"\n{\"step\":\"begun\"}\n");
    let refused = file.read().unwrap_err().to_string();
    assert!(refused.ends_with(
        "line 2 is damaged or not a step of an erasure: was the file changed? put it back from its copy"
    ));
}

#[test]
fn a_file_that_cannot_be_written_says_so() {
    let folder = tempfile::tempdir().unwrap();
    let file = ErasureFile::at(&folder.path().join("nowhere").join("west.erasures"));
    let refused = file.append(NOW, Step::Begun, &subject(1)).unwrap_err().to_string();
    assert!(refused.contains("could not be written: No such file"), "{refused}");
}

#[test]
fn many_write_at_once() {
    let (_folder, file) = holding(b"");
    std::thread::scope(|scope| {
        for writer in 0..4 {
            let file = &file;
            scope.spawn(move || {
                for erasure in 0..25 {
                    file.append(NOW, Step::Begun, &subject(writer * 100 + erasure)).unwrap();
                }
            });
        }
    });
    let told = file.read().unwrap();
    assert_eq!((told.steps.len(), told.cut_off), (100, 0));
}
