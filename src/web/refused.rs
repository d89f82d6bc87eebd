//! Refusals in the reader's language: of the domain, and of mails.

use super::cards::status_key;
use super::problem::Problem;
use super::reader::Reader;
use crate::app::accounts::NotSent;
use crate::domain::Refusal;
use crate::domain::initiative::InitiativeStatus;
use crate::domain::wallet::WalletRefusal;
use axum::http::StatusCode;

/// Why no mail is sent, with the status of the page that says so.
///
/// # Errors
/// The database's.
pub fn not_sent(why: NotSent, reader: &Reader) -> Result<(StatusCode, String), Problem> {
    match why {
        NotSent::NotAnAddress => Ok((StatusCode::UNPROCESSABLE_ENTITY, reader.say("sign-in-not-an-address"))),
        NotSent::SlowDown { seconds } => {
            Ok((StatusCode::TOO_MANY_REQUESTS, reader.say_with("sign-in-slow-down", "seconds", seconds)))
        }
        NotSent::Store(error) => Err(error.into()),
    }
}

/// Why it may not be done.
pub fn words(refusal: &Refusal, reader: &Reader) -> String {
    match refusal {
        Refusal::AmountZero => reader.say("refused-amount-zero"),
        Refusal::AmountTooLarge => reader.say("refused-amount-too-large"),
        Refusal::RoundNotOpen => reader.say("refused-round-not-open"),
        Refusal::RoundCancelled => reader.say("refused-round-cancelled"),
        Refusal::ChequeExpired { last_day } => {
            reader.say_with("refused-cheque-expired", "day", reader.day(*last_day))
        }
        Refusal::CodeReplaced => reader.say("refused-code-replaced"),
        Refusal::ChequeVoided => reader.say("refused-cheque-voided"),
        Refusal::ChequeActivated => reader.say("refused-cheque-activated"),
        Refusal::NothingLeft => reader.say("refused-nothing-left"),
        Refusal::TenancyEnded => reader.say("refused-tenancy-ended"),
        Refusal::ChoiceOfAnother => reader.say("refused-choice-of-another"),
        Refusal::NotOfThisHousehold => reader.say("refused-not-of-this-household"),
        Refusal::WalletTooSmall { free, asked } => reader.fill(
            "refused-wallet-too-small",
            &[("free", reader.euros(*free).into()), ("asked", reader.euros(*asked).into())],
        ),
        Refusal::AgainstCondition { allowed, .. } => {
            reader.say_with("refused-against-condition", "allowed", reader.euros(*allowed))
        }
        Refusal::TooMuchOfOneself { percent, left } => reader.fill(
            "refused-too-much-of-oneself",
            &[("percent", i64::from(*percent).into()), ("left", reader.euros(*left).into())],
        ),
        Refusal::InitiativeFull => reader.say("refused-initiative-full"),
        Refusal::PledgedLess { pledged, .. } => {
            reader.say_with("refused-pledged-less", "pledged", reader.euros(*pledged))
        }
        Refusal::InitiativeNotOpen => reader.say("refused-initiative-not-open"),
        Refusal::InitiativePaused => reader.say("refused-initiative-paused"),
        Refusal::InitiativeNotInThatState { status: InitiativeStatus::Reconsidered } => {
            reader.say("refused-initiative-reconsidered")
        }
        Refusal::InitiativeClosed { last_day } => {
            reader.say_with("refused-initiative-closed", "day", reader.day(*last_day))
        }
        Refusal::Wallet(WalletRefusal::WouldLapse { most, last_day, .. }) if most.is_zero() => {
            reader.say_with("refused-would-lapse", "day", reader.day(*last_day))
        }
        Refusal::Wallet(WalletRefusal::WouldLapse { most, last_day, .. }) => reader.fill(
            "refused-rest-would-lapse",
            &[("most", reader.euros(*most).into()), ("day", reader.day(*last_day).into())],
        ),
        Refusal::InitiativeNotInThatState { status } => {
            reader.say_with("refused-initiative-now", "status", reader.say(status_key(*status)))
        }
        Refusal::TooManyInitiators { most } => {
            reader.say_with("refused-too-many-initiators", "most", *most as i64)
        }
        Refusal::CannotLeave => reader.say("refused-cannot-leave"),
        Refusal::BadDeadline { earliest, latest } => reader.fill(
            "refused-bad-deadline",
            &[("earliest", reader.day(*earliest).into()), ("latest", reader.day(*latest).into())],
        ),
        Refusal::Unknown { .. } => reader.say("refused-unknown"),
        // What no form of the website can bring about; its own sentence is in English.
        other => reader.say_with("refused-other", "why", other.to_string()),
    }
}

/// The key of the sentence that says since when a code opens nothing; none where the reason says it.
pub fn since_key(refusal: &Refusal) -> Option<&'static str> {
    match refusal {
        Refusal::ChequeVoided => Some("since-voided"),
        Refusal::CodeReplaced => Some("since-replaced"),
        Refusal::RoundCancelled => Some("since-cancelled"),
        Refusal::TenancyEnded => Some("since-moved"),
        _ => None,
    }
}

/// The key of the sentence that says where the money of a cheque is that opens nothing; none where the reason says it.
pub fn money_key(refusal: &Refusal) -> Option<&'static str> {
    match refusal {
        Refusal::ChequeVoided | Refusal::TenancyEnded => Some("money-to-budget"),
        Refusal::CodeReplaced => Some("money-with-new-code"),
        Refusal::NothingLeft => Some("money-all-given"),
        Refusal::RoundNotOpen => Some("money-waits"),
        _ => None,
    }
}

/// The keys of what can be done about a code that opens nothing.
pub fn what_now(refusal: &Refusal) -> &'static [&'static str] {
    match refusal {
        Refusal::ChequeExpired { .. } | Refusal::RoundCancelled => {
            &["what-now-next-round", "what-now-earlier", "what-now-desk"]
        }
        Refusal::CodeReplaced => &["what-now-last-letter", "what-now-own-code", "what-now-desk"],
        Refusal::RoundNotOpen => &["what-now-wait"],
        Refusal::ChequeVoided => &["what-now-voided", "what-now-earlier", "what-now-desk"],
        Refusal::TenancyEnded => &["what-now-moved", "what-now-new-tenant", "what-now-desk"],
        _ => &["what-now-desk"],
    }
}
