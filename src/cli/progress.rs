//! How far it is: a bar on a terminal that can draw one, plain lines otherwise. It goes to standard error, since
//! standard output is for the result.

use crate::app::replay::Reached;
use indicatif::{ProgressBar, ProgressStyle};
use std::cell::Cell;
use std::io::IsTerminal;
use std::sync::{Mutex, PoisonError};

/// Counts something.
#[derive(Debug)]
pub struct Count {
    what: &'static str,
    all: usize,
    bar: Option<ProgressBar>,
    said: Cell<usize>,
}

/// Says what comes next.
pub fn say(words: &str) {
    tell!("{words}");
}

/// Begins to count.
pub fn count(what: &'static str, all: usize) -> Count {
    // A terminal that cannot move its cursor (TERM=dumb) would show nothing of it.
    let bar = std::io::stderr().is_terminal().then(|| bar(what, all)).filter(|bar| !bar.is_hidden());
    Count { what, all, bar, said: Cell::new(0) }
}

fn bar(what: &'static str, all: usize) -> ProgressBar {
    let style = ProgressStyle::with_template("{wide_bar} {human_pos} of {human_len} {msg}, {eta} left");
    let bar = ProgressBar::new(all as u64).with_message(what);
    // The template is fixed; were it wrong, the usual bar would do.
    style.map_or(bar.clone(), |style| bar.with_style(style))
}

impl Count {
    /// So many are done. Without a bar every tenth part is told.
    pub fn reached(&self, done: usize) {
        if let Some(bar) = &self.bar {
            return bar.set_position(done as u64);
        }
        let tenth = done * 10 / self.all.max(1);
        if tenth > self.said.replace(tenth) {
            tell!("{done} of {} {}", self.all, self.what);
        }
    }

    /// All are done.
    pub fn finish(&self) {
        if let Some(bar) = &self.bar {
            bar.finish_and_clear();
        }
    }
}

/// Counts whatever comes, one thing after the other.
#[derive(Debug, Default)]
pub struct Watching {
    count: Mutex<Option<Count>>,
}

impl Watching {
    /// So many are done of something; something else than before is counted anew.
    pub fn reached(&self, reached: Reached) {
        let number = |number: i64| usize::try_from(number).unwrap_or_default();
        let (done, all) = (number(reached.done), number(reached.all));
        let mut now = self.count.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(old) = now.take_if(|count| count.what != reached.what || count.all != all) {
            old.finish();
        }
        now.get_or_insert_with(|| count(reached.what, all)).reached(done);
    }

    /// Nothing more is counted.
    pub fn finish(&self) {
        if let Some(count) = self.count.lock().unwrap_or_else(PoisonError::into_inner).take() {
            count.finish();
        }
    }
}
