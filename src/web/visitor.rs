//! Who asks: the network they come from, the visit that a cookie leads to, and what they sent.

use super::Site;
use super::forms::Form;
use super::problem::Problem;
use crate::app::accounts;
use crate::app::activate::Activated;
use crate::app::token::Token;
use crate::app::visits::{self, Visit};
use axum::extract::{ConnectInfo, FromRequest, FromRequestParts, Request};
use axum::http::request::Parts;
use axum_extra::extract::cookie::{Cookie, CookieJar, SameSite};
use std::net::{IpAddr, Ipv4Addr, SocketAddr};

/// Somebody who asks for a page.
#[derive(Debug)]
pub struct Visitor {
    /// Where they come from.
    pub network: IpAddr,
    /// The token of a visit in their cookie, whatever it opens.
    pub token: Option<Token>,
    /// The token of their account in another cookie, whatever it opens.
    pub account: Option<Token>,
    /// Their cookies.
    jar: CookieJar,
}

/// Somebody who has shown a code and is still there.
#[derive(Debug)]
pub struct Resident {
    /// What they have shown.
    pub visit: Visit,
}

/// Somebody whose code opens money, with where that is.
#[derive(Debug)]
pub struct Opened {
    /// What they have shown.
    pub visit: Visit,
    /// What it opens, and who may act for it.
    pub activated: Activated,
}

/// Somebody who has signed in by mail and is still there.
#[derive(Debug)]
pub struct Account {
    /// Their address.
    pub address: String,
}

/// What was sent, and by whom.
#[derive(Debug)]
pub struct Sent<W> {
    /// Who sent it, as things stand once all of it is there.
    pub by: W,
    /// What was typed.
    pub form: Form,
}

/// First all of the form, which may take its time to come; then who it is and what is open to them. The other way round
/// whoever holds the form back would act on what has ended or changed meanwhile.
impl<W: FromRequestParts<Site, Rejection = Problem>> FromRequest<Site> for Sent<W> {
    type Rejection = Problem;

    async fn from_request(request: Request, site: &Site) -> Result<Self, Problem> {
        let (mut parts, body) = request.into_parts();
        let form = Form::from_request(Request::from_parts(parts.clone(), body), site).await?;
        let by = W::from_request_parts(&mut parts, site).await?;
        Ok(Self { by, form })
    }
}

impl FromRequestParts<Site> for Visitor {
    type Rejection = Problem;

    async fn from_request_parts(parts: &mut Parts, site: &Site) -> Result<Self, Problem> {
        let jar = CookieJar::from_headers(&parts.headers);
        let token = |which| jar.get(cookie_name(site, which)).and_then(|it| Token::parse(it.value()));
        let (token, account) = (token(Which::Visit), token(Which::Account));
        Ok(Self { network: network(parts, site), token, account, jar })
    }
}

impl FromRequestParts<Site> for Resident {
    type Rejection = Problem;

    async fn from_request_parts(parts: &mut Parts, site: &Site) -> Result<Self, Problem> {
        let Visitor { token, .. } = Visitor::from_request_parts(parts, site).await?;
        let token = token.ok_or(Problem::NoVisit)?;
        let visit = visits::find(&site.app, token).await?.ok_or(Problem::NoVisit)?;
        Ok(Self { visit })
    }
}

impl FromRequestParts<Site> for Opened {
    type Rejection = Problem;

    async fn from_request_parts(parts: &mut Parts, site: &Site) -> Result<Self, Problem> {
        let Resident { visit, .. } = Resident::from_request_parts(parts, site).await?;
        let activated = visits::money(&site.app, &visit).await?.ok_or(Problem::NoVisit)?;
        Ok(Self { visit, activated })
    }
}

impl FromRequestParts<Site> for Account {
    type Rejection = Problem;

    async fn from_request_parts(parts: &mut Parts, site: &Site) -> Result<Self, Problem> {
        let Visitor { account, .. } = Visitor::from_request_parts(parts, site).await?;
        let token = account.ok_or(Problem::NotSignedIn)?;
        let address = accounts::find(&site.app, token).await?.ok_or(Problem::NotSignedIn)?;
        Ok(Self { address })
    }
}

/// What a cookie is for.
#[derive(Clone, Copy, Debug)]
pub enum Which {
    /// A visit with a code.
    Visit,
    /// Being signed in by mail.
    Account,
}

impl Visitor {
    /// Their cookies with this token.
    pub fn with(self, site: &Site, which: Which, token: Token) -> CookieJar {
        self.jar.add(cookie(site, which, token.to_string()))
    }

    /// Their cookies without one.
    pub fn without(self, site: &Site, which: Which) -> CookieJar {
        self.jar.remove(cookie(site, which, String::new()))
    }
}

/// Ends with the browser: nothing is kept on a computer that others use too.
fn cookie(site: &Site, which: Which, value: String) -> Cookie<'static> {
    Cookie::build((cookie_name(site, which), value))
        .path("/")
        .http_only(true)
        .same_site(SameSite::Lax)
        .secure(site.secure)
        .build()
}

/// Browsers take a name that begins with `__Host-` from this very host only, and by HTTPS.
fn cookie_name(site: &Site, which: Which) -> &'static str {
    match (which, site.secure) {
        (Which::Visit, true) => "__Host-wijkkas",
        (Which::Visit, false) => "wijkkas",
        (Which::Account, true) => "__Host-wijkkas-account",
        (Which::Account, false) => "wijkkas-account",
    }
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
