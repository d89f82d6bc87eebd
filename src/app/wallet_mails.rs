//! Coming back with a mail address: a resident leaves one for their wallet, and a link that is sent to it opens the wallet
//! again, without a code (rule "whose code").
//!
//! Whoever finds a letter must not read later savings by this. So an address is taken only from somebody who has shown the
//! whole wallet, and it goes when something is done with the wallet without it: a cheque comes in, or a code is replaced.
//! Whoever did that leaves theirs anew. What a standing choice brings in comes with the wallet, as the resident chose.

use super::App;
use super::accounts::{self, NotSent};
use super::clock::later;
use super::mails::{self, About, Letter};
use super::token::Token;
use crate::domain::{BookId, WalletId};
use crate::store::StoreError;
use crate::store::wallet_mails::{self, Place, Used};
use std::net::IpAddr;

/// How long a link can be used, in milliseconds.
const LINK: i64 = 20 * 60 * 1000;
/// How long an address is kept after it was last used, in milliseconds: as long as savings last.
const KEPT: i64 = 2 * 365 * 24 * 60 * 60 * 1000;

/// Sends a link to an address, which opens the wallet from then on once it is used. Whoever asks has shown all of it.
///
/// # Errors
/// [`NotSent`].
pub async fn leave(
    app: &App,
    typed: &str,
    (from, language): (IpAddr, &str),
    place: Place,
) -> Result<(), NotSent> {
    let address = accounts::admit(app, typed, from).await?;
    Ok(send_link(app, (&address, language), Some(place)).await.map(drop)?)
}

/// Sends a link that opens the wallet of an address. It is sent also where the address opens none: nobody learns by
/// asking whose address is known.
///
/// # Errors
/// [`NotSent`].
pub async fn ask(app: &App, typed: &str, (from, language): (IpAddr, &str)) -> Result<(), NotSent> {
    let address = accounts::admit(app, typed, from).await?;
    Ok(send_link(app, (&address, language), None).await.map(drop)?)
}

async fn send_link(
    app: &App,
    (address, language): (&str, &str),
    place: Option<Place>,
) -> Result<Token, StoreError> {
    let (id, until) = (mails::fresh_id()?, later(app.now(), LINK));
    let token = mails::come_back_token(app, id);
    wallet_mails::offer(&app.database, token.digest(), (address, until), place).await?;
    let about = if place.is_some() { About::Address } else { About::ComeBack };
    let letter = Letter { language: language.into(), about };
    mails::send(app, id, (address, &letter), until).await?;
    Ok(token)
}

/// Uses up a link; none if it is over or was used.
///
/// # Errors
/// The database's.
pub async fn enter(app: &App, link: Token) -> Result<Option<Used>, StoreError> {
    let now = app.now();
    wallet_mails::enter(&app.database, (link.digest(), now), later(now, KEPT)).await
}

/// The address of a wallet, so that only its owner knows it again: `s***@e***.org`.
///
/// # Errors
/// The database's.
pub async fn shown(app: &App, place: Place) -> Result<Option<String>, StoreError> {
    Ok(wallet_mails::find(&app.database, place, app.now()).await?.map(|address| masked(&address)))
}

/// Takes the address from a wallet.
///
/// # Errors
/// The database's.
pub async fn remove(app: &App, book: BookId, wallet: WalletId) -> Result<(), StoreError> {
    wallet_mails::remove(&app.database, (book, wallet)).await
}

/// Deletes links and addresses that are over.
///
/// # Errors
/// The database's.
pub async fn forget(app: &App) -> Result<(), StoreError> {
    wallet_mails::forget(&app.database, app.now()).await
}

fn masked(address: &str) -> String {
    let first = |part: &str| part.chars().next().map(String::from).unwrap_or_default();
    let (name, host) = address.split_once('@').unwrap_or((address, ""));
    let end = host.rsplit_once('.').map_or("", |(_, end)| end);
    format!("{}***@{}***.{end}", first(name), first(host))
}

#[cfg(test)]
mod tests {
    use super::masked;

    #[test]
    fn an_address_is_known_again_by_its_owner_only() {
        assert_eq!(masked("samira@example.org"), "s***@e***.org");
        assert_eq!(masked("@"), "***@***.");
    }
}
