//! Many commands under way at once, decided in the order in which they are given.

use super::Import;
use crate::app::Wish;
use crate::app::writer::{Failure, Handle, Line, Submitted};
use crate::domain::Refusal;
use std::collections::VecDeque;

/// How many commands are under way; fewer than the writer lets wait.
const UNDER_WAY: usize = 2048;

/// Commands that nothing of this import overtakes. They all go to one writer: one that is started anew, after
/// a mistake of ours, would not know what the first one left undone.
pub struct InLine<'a> {
    import: &'a Import,
    writer: Handle,
    line: Line,
    waiting: VecDeque<Submitted>,
}

impl<'a> InLine<'a> {
    /// An empty line.
    pub fn new(import: &'a Import) -> Self {
        let writer = import.app.writer(import.book);
        Self { import, writer, line: Line::default(), waiting: VecDeque::with_capacity(UNDER_WAY) }
    }

    /// Gives a command, after waiting for the oldest ones if there are too many.
    pub async fn push(&mut self, mut wish: Wish) -> Result<(), Failure> {
        if self.waiting.len() >= UNDER_WAY {
            self.wait_for_oldest().await?;
        }
        wish.line = Some(self.line.clone());
        let asked = self.import.app.receive(wish)?;
        self.waiting.push_back(self.writer.submit(asked)?);
        Ok(())
    }

    /// Waits until all are decided.
    pub async fn finish(mut self) -> Result<(), Failure> {
        while !self.waiting.is_empty() {
            self.wait_for_oldest().await?;
        }
        Ok(())
    }

    /// Initiatives that have all they need take nothing, and who finds only such ones gives nothing.
    async fn wait_for_oldest(&mut self) -> Result<(), Failure> {
        let Some(oldest) = self.waiting.pop_front() else { return Ok(()) };
        match oldest.decided().await {
            Ok(_) | Err(Failure::Refused(Refusal::InitiativeFull)) => Ok(()),
            Err(failure) => Err(failure),
        }
    }
}
