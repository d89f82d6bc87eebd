//! What is true of every answer: what browsers may do with it, how long it may take, how much may be sent.

use super::{Site, problem};
use crate::app::pictures;
use axum::Router;
use axum::extract::Request;
use axum::http::StatusCode;
use axum::http::header::{
    CACHE_CONTROL, CONTENT_SECURITY_POLICY, HeaderName, HeaderValue, REFERRER_POLICY,
    STRICT_TRANSPORT_SECURITY, VARY, X_CONTENT_TYPE_OPTIONS,
};
use axum::middleware::{self, Next};
use axum::response::Response;
use std::time::Duration;
use tower::ServiceBuilder;
use tower_http::catch_panic::CatchPanicLayer;
use tower_http::compression::CompressionLayer;
use tower_http::csrf::CsrfLayer;
use tower_http::limit::RequestBodyLimitLayer;
use tower_http::timeout::TimeoutLayer;

/// The longest a page may take.
const TIMEOUT: Duration = Duration::from_secs(30);
/// The longest a picture may take, from an old telephone over a slow line.
const UPLOAD_TIMEOUT: Duration = Duration::from_mins(2);
/// The most bytes a form may have.
const LARGEST_FORM: usize = 64 * 1024;
/// The most bytes a form with a picture may have.
const LARGEST_UPLOAD: usize = pictures::LARGEST + LARGEST_FORM;
/// Nothing from elsewhere, no script or style inside a page, and nobody shows a page inside theirs.
const POLICY: &str = "default-src 'none'; style-src 'self'; img-src 'self'; script-src 'self'; \
                      connect-src 'self'; font-src 'self'; form-action 'self'; base-uri 'none'; \
                      frame-ancestors 'none'";
/// The same for what anybody may show inside a page of theirs: it has no form, and a visitor is nobody there.
pub const MAY_BE_FRAMED: &str = "default-src 'none'; style-src 'self'; img-src 'self'; base-uri 'none'; \
                                 form-action 'none'; frame-ancestors *";
/// Said of every answer unless it says something else itself.
const ALWAYS: [(HeaderName, &str); 6] = [
    (CONTENT_SECURITY_POLICY, POLICY),
    (REFERRER_POLICY, "no-referrer"),
    (X_CONTENT_TYPE_OPTIONS, "nosniff"),
    (CACHE_CONTROL, "no-store"),
    (VARY, "Accept-Language, Cookie"),
    (HeaderName::from_static("cross-origin-opener-policy"), "same-origin"),
];

/// The pages with all that is around them; to `uploads` pictures may be sent.
pub fn around(pages: Router<Site>, uploads: Router<Site>, site: &Site) -> Router<Site> {
    let pages = pages.layer(RequestBodyLimitLayer::new(LARGEST_FORM)).layer(within(TIMEOUT));
    let uploads = uploads.layer(RequestBodyLimitLayer::new(LARGEST_UPLOAD)).layer(within(UPLOAD_TIMEOUT));
    let pages = pages.merge(uploads);
    let secure = site.secure;
    let around = ServiceBuilder::new()
        .layer(CompressionLayer::new())
        .layer(middleware::from_fn(move |request, next| headers(secure, request, next)))
        .layer(middleware::from_fn(problem::explain))
        .layer(CatchPanicLayer::new())
        .layer(CsrfLayer::new());
    pages.layer(around)
}

/// Whatever takes longer is given up.
fn within(time: Duration) -> TimeoutLayer {
    TimeoutLayer::with_status_code(StatusCode::SERVICE_UNAVAILABLE, time)
}

async fn headers(secure: bool, request: Request, next: Next) -> Response {
    let mut response = next.run(request).await;
    let headers = response.headers_mut();
    for (name, value) in ALWAYS {
        headers.entry(name).or_insert(HeaderValue::from_static(value));
    }
    if secure {
        let year = HeaderValue::from_static("max-age=31536000");
        headers.insert(STRICT_TRANSPORT_SECURITY, year);
    }
    response
}
