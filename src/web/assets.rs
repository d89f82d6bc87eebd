//! Styles, icons and scripts: compiled into the program, and kept by browsers for ever under an address that
//! changes with what they hold.

use super::problem::Problem;
use axum::extract::Path;
use axum::http::header::{CACHE_CONTROL, CONTENT_TYPE};
use axum::response::{IntoResponse, Response};
use rust_embed::RustEmbed;
use std::fmt::Write as _;
use std::sync::LazyLock;

#[derive(RustEmbed)]
#[folder = "src/web/assets"]
struct Assets;

/// Of all assets together: they change with the program.
static HASH: LazyLock<String> = LazyLock::new(|| {
    let mut hash = [0_u8; 32];
    for file in Assets::iter().filter_map(|name| Assets::get(&name)) {
        for (sum, byte) in hash.iter_mut().zip(file.metadata.sha256_hash()) {
            *sum = sum.rotate_left(1) ^ byte;
        }
    }
    hash[..8].iter().fold(String::new(), |mut text, byte| {
        let _ = write!(text, "{byte:02x}");
        text
    })
});

/// The address of an asset.
pub fn address(file: &str) -> String {
    format!("/assets/{}/{file}", *HASH)
}

/// Hands one over. An older address gets the present one: a page that is still open is better off with it.
pub async fn file(Path((_, name)): Path<(String, String)>) -> Result<Response, Problem> {
    let file = Assets::get(&name).ok_or(Problem::NotFound)?;
    let kind = match name.rsplit('.').next() {
        Some("css") => "text/css; charset=utf-8",
        Some("js") => "text/javascript; charset=utf-8",
        Some("svg") => "image/svg+xml",
        Some("woff2") => "font/woff2",
        _ => return Err(Problem::NotFound),
    };
    let headers = [(CONTENT_TYPE, kind), (CACHE_CONTROL, "public, max-age=31536000, immutable")];
    Ok((headers, file.data).into_response())
}
