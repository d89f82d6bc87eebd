//! Values the samples are made of. They stand for themselves: no two fields of an event have the same one.

use wijkkas::domain::initiative::Line;
use wijkkas::domain::wallet::{Back, Leg, Portion};
use wijkkas::domain::{BudgetId, Cents, HouseholdId, LotId, PersonId, TextId, TextRef, Timestamp, WalletId};

/// An amount.
pub fn cents(cents: i64) -> Cents {
    Cents::new(cents).expect("not negative")
}

/// 2026-03-31, 24:00 in Amsterdam, and as many seconds later.
pub fn time(seconds: i64) -> Timestamp {
    Timestamp::from_ms(1_774_994_400_000 + seconds * 1000)
}

/// A lot.
pub fn lot(number: u32) -> LotId {
    LotId::fresh(time(1), number)
}

/// A wallet.
pub fn wallet(number: u32) -> WalletId {
    WalletId::fresh(time(2), number)
}

/// A household.
pub fn household(number: u32) -> HouseholdId {
    HouseholdId::fresh(time(3), number)
}

/// A person.
pub fn person(number: u32) -> PersonId {
    PersonId::fresh(time(4), number)
}

/// A text.
pub fn text_id(number: u32) -> TextId {
    TextId::fresh(time(5), number)
}

/// A reference to a text.
pub fn text(number: u32) -> TextRef {
    TextRef { id: text_id(number), hash: format!("{number:064x}") }
}

/// Lines of a plan.
pub fn lines() -> Vec<Line> {
    vec![Line { what: text(901), cents: cents(902) }, Line { what: text(903), cents: cents(904) }]
}

/// Money into a pot.
pub fn legs() -> Vec<Leg> {
    let plain = Leg { lot: lot(911), budget: BudgetId(912), cents: cents(913), own: false };
    vec![plain, Leg { lot: lot(914), budget: BudgetId(915), cents: cents(916), own: true }]
}

/// Money back.
pub fn backs() -> Vec<Back> {
    let (budget, spend_by) = (BudgetId(922), Some(time(926)));
    let plain = Back { lot: lot(921), budget, cents: cents(923), spend_by: None, common: false };
    let dated = Back { lot: lot(924), cents: cents(925), spend_by, ..plain.clone() };
    let common = Back { lot: lot(927), cents: cents(928), common: true, ..plain.clone() };
    vec![plain, dated, common]
}

/// Money on its way.
pub fn portions() -> Vec<Portion> {
    vec![
        Portion { lot: lot(931), budget: BudgetId(932), cents: cents(933) },
        Portion { lot: lot(934), budget: BudgetId(935), cents: cents(936) },
    ]
}
