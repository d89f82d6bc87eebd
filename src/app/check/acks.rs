//! Commands that were acknowledged, against the log: each of them took effect exactly once.

use super::super::replay::Unproven;
use super::differences::differs;
use crate::store::CommandKey;
use std::collections::HashMap;

/// The keys of acknowledged commands, and the first event of those that were found.
#[derive(Debug, Default)]
pub struct Acks {
    keys: HashMap<CommandKey, Option<i64>>,
    is_cut_off: bool,
}

impl Acks {
    /// Reads keys of 32 hexadecimal digits, one a line; an error says which line is none. A last line without
    /// an end that is too short was cut off while it was written, and is left out.
    ///
    /// # Errors
    /// Which line is no key, counted from 1. What is between the lines does no harm.
    pub fn read(text: &str) -> Result<Self, String> {
        let (mut keys, mut is_cut_off) = (HashMap::new(), false);
        for (number, line) in (1..).zip(text.split_inclusive('\n')) {
            let (line, is_whole) = line.strip_suffix('\n').map_or((line, false), |line| (line, true));
            match key(line) {
                Some(key) => {
                    keys.insert(key, None);
                }
                None if !is_whole && line.len() < 32 && is_hex(line) => is_cut_off = true,
                None => {
                    return Err(format!("line {number} is not the key of a command: 32 hexadecimal digits"));
                }
            }
        }
        Ok(Self { keys, is_cut_off })
    }

    /// Whether the last line was cut off while it was written.
    pub fn is_cut_off(&self) -> bool {
        self.is_cut_off
    }

    /// Notes that the events of a command begin at `seq`.
    pub(super) fn saw(&mut self, key: CommandKey, seq: i64) -> Result<(), Unproven> {
        let Some(place) = self.keys.get_mut(&key) else { return Ok(()) };
        match place.replace(seq) {
            Some(first) => differs(format!(
                "the acknowledged command {key} took effect twice: at events {first} and {seq}"
            )),
            None => Ok(()),
        }
    }

    /// Proves that all of them were seen; answers how many there are.
    ///
    /// # Errors
    /// [`Unproven::Differs`] with the smallest key that was not seen.
    pub fn prove(&self) -> Result<usize, Unproven> {
        let missing = self.keys.iter().filter(|(_, place)| place.is_none()).map(|(key, _)| key).min();
        match missing {
            Some(key) => differs(format!("the acknowledged command {key} did not take effect")),
            None => Ok(self.keys.len()),
        }
    }
}

fn is_hex(line: &str) -> bool {
    line.bytes().all(|digit| digit.is_ascii_hexdigit())
}

fn key(line: &str) -> Option<CommandKey> {
    if line.len() != 32 || !is_hex(line) {
        return None;
    }
    u128::from_str_radix(line, 16).ok().map(|number| CommandKey(number.to_be_bytes()))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn named(number: u8) -> CommandKey {
        CommandKey([number; 16])
    }

    #[test]
    fn an_acknowledged_command_that_took_effect_twice_is_found() {
        let mut acks = Acks::read(&format!("{}\n{}\n", named(1), named(2))).unwrap();
        acks.saw(named(1), 3).unwrap();
        acks.saw(named(2), 5).unwrap();
        // Others are proven by the rest of `check`.
        acks.saw(named(7), 6).unwrap();
        acks.saw(named(7), 7).unwrap();
        assert_eq!(acks.prove().unwrap(), 2);
        let twice = acks.saw(named(1), 9).unwrap_err().to_string();
        let words = format!("the acknowledged command {} took effect twice: at events 3 and 9", named(1));
        assert!(twice.contains(&words), "{twice}");
    }
}
