//! Every address of the website.

use super::{Site, assets, code, front, give, initiative, mine, problem};
use axum::Router;
use axum::routing::{get, post};

/// All pages.
pub fn all() -> Router<Site> {
    Router::new()
        .route("/", get(front::page))
        .route("/code", post(code::typed))
        .route("/c/{code}", get(code::linked))
        .route("/mijn", get(mine::page))
        .route("/mijn/activeren", post(mine::activate))
        .route("/mijn/terugnemen", post(give::take_back))
        .route("/mijn/klaar", post(mine::done))
        .route("/geven", post(give::give))
        .route("/wijk/{programme}/initiatief/{number}", get(initiative::page))
        .route("/assets/{hash}/{file}", get(assets::file))
        .fallback(problem::not_found)
}
