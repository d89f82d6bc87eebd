//! Who asks: the network they come from, and the visit that a cookie leads to.

use super::Site;
use super::problem::Problem;
use crate::app::visits::{self, Token, Visit};
use axum::extract::{ConnectInfo, FromRequestParts};
use axum::http::request::Parts;
use axum_extra::extract::cookie::{Cookie, CookieJar, SameSite};
use std::net::{IpAddr, Ipv4Addr, SocketAddr};

/// Somebody who asks for a page.
#[derive(Debug)]
pub struct Visitor {
    /// Where they come from.
    pub network: IpAddr,
    /// The token in their cookie, whatever it opens.
    pub token: Option<Token>,
    /// Their cookies.
    jar: CookieJar,
}

/// Somebody who has shown a code and is still there.
#[derive(Debug)]
pub struct Resident {
    /// Their token.
    pub token: Token,
    /// What they have shown.
    pub visit: Visit,
}

impl FromRequestParts<Site> for Visitor {
    type Rejection = Problem;

    async fn from_request_parts(parts: &mut Parts, site: &Site) -> Result<Self, Problem> {
        let jar = CookieJar::from_headers(&parts.headers);
        let token = jar.get(cookie_name(site)).and_then(|cookie| Token::parse(cookie.value()));
        Ok(Self { network: network(parts, site), token, jar })
    }
}

impl FromRequestParts<Site> for Resident {
    type Rejection = Problem;

    async fn from_request_parts(parts: &mut Parts, site: &Site) -> Result<Self, Problem> {
        let Visitor { token, .. } = Visitor::from_request_parts(parts, site).await?;
        let token = token.ok_or(Problem::NoVisit)?;
        let visit = visits::find(&site.app, token).await?.ok_or(Problem::NoVisit)?;
        Ok(Self { token, visit })
    }
}

impl Visitor {
    /// Their cookies with this token.
    pub fn with(self, site: &Site, token: Token) -> CookieJar {
        self.jar.add(cookie(site, token.to_string()))
    }

    /// Their cookies without a token.
    pub fn without(self, site: &Site) -> CookieJar {
        self.jar.remove(cookie(site, String::new()))
    }
}

/// Ends with the browser: nothing is kept on a computer that others use too.
fn cookie(site: &Site, value: String) -> Cookie<'static> {
    Cookie::build((cookie_name(site), value))
        .path("/")
        .http_only(true)
        .same_site(SameSite::Lax)
        .secure(site.secure)
        .build()
}

/// Browsers take a name that begins with `__Host-` from this very host only, and by HTTPS.
fn cookie_name(site: &Site) -> &'static str {
    if site.secure { "__Host-wijkkas" } else { "wijkkas" }
}

fn network(parts: &Parts, site: &Site) -> IpAddr {
    let peer = parts.extensions.get::<ConnectInfo<SocketAddr>>().map(|info| info.0.ip());
    let peer = peer.unwrap_or(IpAddr::V4(Ipv4Addr::UNSPECIFIED));
    if !site.behind_proxy {
        return peer;
    }
    // What stands before the last address is what the visitor says, and can be anything.
    let said = parts.headers.get_all("x-forwarded-for").iter().next_back();
    let last = said.and_then(|value| value.to_str().ok()).and_then(|value| value.rsplit(',').next());
    last.and_then(|address| address.trim().parse().ok()).unwrap_or(peer)
}
