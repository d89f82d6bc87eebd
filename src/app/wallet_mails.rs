//! Coming back with a mail address: a resident leaves one for their wallet, and a link that is sent to it opens the wallet
//! again, without a code (rule "whose code").
//!
//! Whoever finds a letter must not read later savings by this. So an address is taken only from somebody who has shown the
//! whole wallet, and stands for the codes of what is in it then: what comes in later takes its own code, or comes in while
//! the address is shown. It goes when a cheque comes in by codes alone, or a code is replaced: whoever did that leaves
//! theirs anew, and another's is gone.

use super::App;
use super::accounts::{self, NotSent};
use super::clock::later;
use super::mails::{self, About, Letter};
use super::token::Token;
use crate::domain::wallet::Wallet;
use crate::domain::{BookId, LotId, WalletId};
use crate::store::StoreError;
use crate::store::wallet_mails::{self, Opens, Place, Used};
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
    let wallet = app.look::<Wallet>(place.0, place.1).await?;
    let newest = wallet.and_then(|wallet| wallet.lots.into_iter().max());
    let opens = newest.map(|newest| Opens { place, newest });
    Ok(send_link(app, (&address, language), opens).await.map(drop)?)
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
    opens: Option<Opens>,
) -> Result<Token, StoreError> {
    let (id, until) = (mails::fresh_id()?, later(app.now(), LINK));
    let token = mails::come_back_token(app, id);
    wallet_mails::offer(&app.database, token.digest(), (address, until), opens).await?;
    let about = if opens.is_some() { About::Address } else { About::ComeBack };
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

/// Lets the address of a wallet open a lot that came in while it was shown.
///
/// # Errors
/// The database's.
pub async fn cover(app: &App, place: Place, newest: LotId) -> Result<(), StoreError> {
    wallet_mails::cover(&app.database, Opens { place, newest }).await
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
