//! An initiative that everybody may read about, at an address.

use super::super::Site;
use super::super::problem::Problem;
use crate::app::initiatives::{self, Told};
use crate::app::programmes::{self, Founded};
use crate::domain::InitiativeId;
use axum::extract::{FromRequestParts, Path};
use axum::http::request::Parts;

/// An initiative with its programme.
#[derive(Debug)]
pub struct Seen {
    /// Its programme.
    pub founded: Founded,
    /// The initiative.
    pub told: Told,
}

impl Seen {
    /// The name of its neighbourhood.
    pub fn area(&self) -> String {
        self.founded
            .state
            .areas
            .get(&self.told.state.area.0)
            .map(|area| area.name.clone())
            .unwrap_or_default()
    }

    /// Its page, without a language.
    pub fn path(&self) -> String {
        format!("/wijk/{}/initiatief/{}", self.founded.slug, self.told.id)
    }
}

/// The public initiative at an address: [`Problem::NotFound`] if there is none.
#[derive(Debug)]
pub struct Public(pub Seen);

impl FromRequestParts<Site> for Public {
    type Rejection = Problem;

    async fn from_request_parts(parts: &mut Parts, site: &Site) -> Result<Self, Problem> {
        let path = Path::<(String, i64)>::from_request_parts(parts, site).await;
        let Path((slug, number)) = path.map_err(|_| Problem::Unreadable)?;
        let founded = programmes::called(&site.app, &slug).await?.ok_or(Problem::NotFound)?;
        let told = initiatives::find(&site.app, founded.book, InitiativeId(number)).await?;
        let told = told.filter(|told| told.state.is_public()).ok_or(Problem::NotFound)?;
        Ok(Self(Seen { founded, told }))
    }
}
