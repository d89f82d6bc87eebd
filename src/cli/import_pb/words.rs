//! The words of an import. They lie in erasable rows under random keys, as all words do: whoever has the key file
//! cannot guess at them either once they are erased.

use super::{CliError, Import};
use crate::app::writer::{Answer, Failure, Rows};
use crate::app::{Wish, texts};
use crate::domain::{PersonId, TextId, TextRef};
use crate::store;

/// Some words under an id that follows from the file.
pub struct Words<'a> {
    /// The id.
    pub id: TextId,
    /// With whom they go when that person is erased.
    pub author: Option<PersonId>,
    /// The words.
    pub text: &'a str,
}

impl Import {
    /// Gives the command that speaks of these words.
    pub(super) async fn ask_in_words(
        &self,
        words: &Words<'_>,
        wish: impl Fn(TextRef) -> Wish,
    ) -> Result<Answer, CliError> {
        match self.ask_once(words, &wish).await {
            // Another import of the same file came first: now its row is there.
            Err(Failure::KeyReused) => Ok(self.ask_once(words, &wish).await?),
            answer => Ok(answer?),
        }
    }

    async fn ask_once(&self, words: &Words<'_>, wish: impl Fn(TextRef) -> Wish) -> Result<Answer, Failure> {
        let id = words.id;
        let known = store::texts::find(&self.app.database, self.book, [id]).await?;
        // If the command was given before, this must be the same one.
        let key =
            known.get(&id).map_or_else(|| texts::fresh(&self.app).map(|(_, key)| key), |row| Ok(row.key));
        let made = key.and_then(|key| texts::with(id, key, words.author, words.text));
        let (text, row) = made.map_err(|refusal| Failure::Broken(refusal.to_string()))?;
        let rows = Rows { texts: vec![row], ..Rows::default() };
        self.app.ask(self.book, Wish { rows, ..wish(text) }).await
    }
}
