//! Every address of the website.

use super::{Site, assets, code, front, give, initiative, mine, problem};
use axum::Router;
use axum::routing::get;

/// All pages. Where a form is sent to there is its page as well: a form that was refused is shown again at that address,
/// and its links to other languages, and whoever loads it anew, ask for it without a form.
pub fn all() -> Router<Site> {
    Router::new()
        .route("/", get(front::page))
        .route("/code", get(front::page).post(code::typed))
        .route("/c/{code}", get(code::linked))
        .route("/mijn", get(mine::page))
        .route("/mijn/activeren", get(mine::page).post(mine::activate))
        .route("/mijn/terugnemen", get(mine::page).post(give::take_back))
        .route("/mijn/klaar", get(mine::page).post(mine::done))
        .route("/geven", get(mine::page).post(give::give))
        .route("/wijk/{programme}/initiatief/{number}", get(initiative::page))
        .route("/assets/{hash}/{file}", get(assets::file))
        .fallback(problem::not_found)
}
