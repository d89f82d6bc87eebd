//! Pictures of initiatives, and of what is told of them: shown to everybody once the initiative is public, and before that
//! to whoever wrote it and to moderators.

use super::Site;
use super::problem::Problem;
use super::visitor::Visitor;
use crate::app::sketches::{self, Sketched};
use crate::app::{accounts, news, pictures, programmes};
use crate::domain::initiative::Initiative;
use crate::domain::{BookId, NewsId, PictureId, SketchId};
use axum::extract::{Path, State};
use axum::http::header::{CACHE_CONTROL, CONTENT_TYPE};
use axum::response::{IntoResponse, Response};

/// In which size a picture is shown.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Size {
    /// In a list, or on a telephone.
    Small,
    /// On its page.
    Large,
}

impl Size {
    const ALL: [Self; 2] = [Self::Small, Self::Large];

    /// As it stands in an address.
    fn name(self) -> &'static str {
        match self {
            Self::Small => "klein",
            Self::Large => "groot",
        }
    }
}

/// Where a picture is shown from.
pub fn address(slug: &str, id: PictureId, size: Size) -> String {
    format!("/wijk/{slug}/foto/{id}/{}", size.name())
}

/// The pictures of a sketch: where each is shown from, and what is on it.
pub fn all(slug: &str, sketched: &Sketched, size: Size) -> Vec<(String, String)> {
    these(slug, &sketched.pictures, size)
}

/// The same of these pictures.
pub fn these(slug: &str, pictures: &[(PictureId, String)], size: Size) -> Vec<(String, String)> {
    pictures.iter().map(|(id, words)| (address(slug, *id, size), words.clone())).collect()
}

/// Hands one over.
pub async fn show(
    State(site): State<Site>,
    visitor: Visitor,
    Path((slug, id, size)): Path<(String, String, String)>,
) -> Result<Response, Problem> {
    let founded = programmes::called(&site.app, &slug).await?.ok_or(Problem::NotFound)?;
    let id: PictureId = id.parse().map_err(|_| Problem::NotFound)?;
    let size = Size::ALL.into_iter().find(|known| known.name() == size).ok_or(Problem::NotFound)?;
    let picture =
        pictures::find(&site.app, founded.book, (id, size == Size::Small)).await?.ok_or(Problem::NotFound)?;
    let is_public = is_public(&site, founded.book, picture.of).await?;
    if !is_public && !may_see(&site, &visitor, (founded.book, SketchId(picture.of))).await? {
        return Err(Problem::NotFound);
    }
    // What is withdrawn or erased should be gone from caches soon.
    let keep = if is_public { "public, max-age=3600" } else { "private, no-store" };
    Ok(([(CONTENT_TYPE, "image/jpeg"), (CACHE_CONTROL, keep)], picture.bytes).into_response())
}

/// Whether the initiative is public of the sketch or the news with this number.
async fn is_public(site: &Site, book: BookId, of: i64) -> Result<bool, Problem> {
    let initiative = match sketches::became(&site.app, book, SketchId(of)).await? {
        None => news::initiative(&site.app, book, NewsId(of)).await?,
        found => found,
    };
    let Some(initiative) = initiative else { return Ok(false) };
    let state = site.app.look::<Initiative>(book, initiative).await?;
    Ok(state.is_some_and(|state| state.is_public()))
}

async fn may_see(site: &Site, visitor: &Visitor, sketch: (BookId, SketchId)) -> Result<bool, Problem> {
    let Some(token) = visitor.account else { return Ok(false) };
    let Some(address) = accounts::find(&site.app, token).await? else { return Ok(false) };
    Ok(site.moderates(&address) || sketches::find(&site.app, sketch, &address).await?.is_some())
}
