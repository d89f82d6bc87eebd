//! The table of who may do what, and what refusals call them. Who acts for themselves is in [`super::people`].

use super::super::actor::Role;
use super::Circle;

const fn staff(roles: &'static [Role], called: &'static str) -> Circle {
    Circle { roles, system: false, called }
}

const fn staff_or_system(roles: &'static [Role], called: &'static str) -> Circle {
    Circle { roles, system: true, called }
}

/// Deadlines, lapses, standing choices, and the pages of long work.
pub const SYSTEM: Circle = staff_or_system(&[], "the system itself");

/// The programme and its rounds, and tenancies that ended.
pub const ADMIN_OR_SYSTEM: Circle = staff_or_system(&[Role::Admin], "an administrator of the programme");

/// Undoing a voided cheque, extending one, and keeping what somebody asked to erase.
pub const ADMIN: Circle = staff(&[Role::Admin], "an administrator of the programme");

/// Letters, replaced codes, voided cheques and reversed activations. The code of a cheque that is activated is replaced by
/// whoever holds the wallet, too.
pub const DESK: Circle =
    staff(&[Role::Admin, Role::Desk], "a desk worker or an administrator of the programme");

/// Activating a cheque with its code, beside whoever holds the wallet.
pub const ACTIVATION: Circle = staff_or_system(&[Role::Desk], "the resident or a desk worker");

/// A household's standing choice: nobody but whoever holds the wallet. In place of somebody else's, at a desk.
pub const STANDING_CHOICE: Circle = staff(&[], "the resident whose choice it is");

/// What is on the bank for a budget, booked by whoever reads its statements.
pub const BUDGETS: Circle = staff_or_system(&[Role::Treasurer], "a treasurer of the fund holder");

/// Payouts, leftover, what is returned to an issuer and what is written off: proposed or booked.
pub const TREASURER: Circle = staff(&[Role::Treasurer], "a treasurer of the fund holder");

/// Approving a payout or a return to an issuer that another proposed.
pub const SECOND_TREASURER: Circle = staff(&[Role::Treasurer], "a second treasurer of the fund holder");

/// Approving what another proposed to write off.
pub const WRITE_OFF_APPROVAL: Circle =
    staff(&[Role::Treasurer, Role::Admin], "a second treasurer or an administrator");

/// Proposing that a common pot helps an initiative.
pub const GRANT_PROPOSAL: Circle =
    staff(&[Role::Moderator, Role::Broker, Role::Treasurer], "a moderator, a broker or a treasurer");

/// Approving what another proposed of a common pot.
pub const GRANT_APPROVAL: Circle =
    staff(&[Role::Treasurer, Role::Moderator, Role::Admin], "a second treasurer, moderator or administrator");

/// Turning down what was proposed of a common pot.
pub const GRANT_REJECTION: Circle = staff(
    &[Role::Treasurer, Role::Moderator, Role::Admin, Role::Broker],
    "a treasurer, moderator, administrator or broker",
);

/// Approving, changing, pausing and stopping an initiative, and plans for it.
pub const MODERATOR: Circle = staff_or_system(&[Role::Moderator], "a moderator");

/// Following an initiative to its end: its report, or that it will not be carried out.
pub const OFFICE: Circle = staff_or_system(
    &[Role::Moderator, Role::Treasurer, Role::Admin],
    "a moderator, a treasurer or an administrator",
);

/// Whoever is meant by [`super::people::check_initiator`].
pub const INITIATOR: &str = "the initiator";

/// Leaving an initiative.
pub const ADDED_INITIATOR: &str = "the person who was added as an initiator";

/// Drafting an initiative for oneself.
pub const NAMED_INITIATOR: &str = "the person who is named as the initiator";

/// Drafting an initiative, which needs more than the code of one cheque.
pub const SIGNED_IN: &str = "somebody who has signed in by e-mail or shown their whole wallet";

/// Moving money of a wallet, or of one lot in it.
pub const MONEY_HOLDER: &str = "the resident whose money it is";

/// Whoever is meant by [`super::people::check_asks_to_erase`].
pub const DATA_SUBJECT: &str = "the person whose data it is, or a desk";

/// Whoever is meant by [`super::people::check_withdraws_erasure`].
pub const ERASURE_ASKER: &str = "whoever asked";
