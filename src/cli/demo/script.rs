//! What happens in the neighbourhood, written down beforehand: who pays money in, when letters go out, what
//! neighbours want to do and how far they get. The residents decide the rest, with a seeded die.

use jiff::civil::{Date, date};

/// The programme.
pub const PROGRAMME: &str = "Wijkkas Molenwijk";
/// The legal entity that owns the bank account.
pub const FUND_HOLDER: &str = "Stichting Wijkkas Molenwijk";
/// Its area.
pub const AREA: &str = "Molenwijk";
/// What initiatives may be for.
pub const PURPOSES: [&str; 4] = ["groen", "ontmoeten", "veiligheid", "cultuur"];
/// What the die begins with: the story is the same each time.
pub const SEED: u64 = 1957;
/// The first day.
pub const FIRST_DAY: Date = date(2026, 1, 12);
/// From here on only time passes: savings lapse whose year is over.
pub const LAST_BUSY_DAY: Date = date(2027, 11, 30);
/// The last day.
pub const LAST_DAY: Date = date(2028, 12, 1);

/// Who pays in a budget, and for which households.
pub struct Issuer {
    /// Its name.
    pub name: &'static str,
    /// The budget, in cents.
    pub budget: i64,
    /// How many households get its cheques.
    pub households: i64,
    /// What a cheque is worth, in cents.
    pub cheque: i64,
    /// What its money may be used for; empty: anything.
    pub purposes: &'static [&'static str],
    /// The most that one initiative may hold of it, in cents.
    pub most: Option<i64>,
}

/// Two issuers: a corporation for its tenants, the municipality for everybody else.
pub const ISSUERS: [Issuer; 2] = [
    Issuer {
        name: "Woonstichting De Leede",
        budget: 280_000,
        households: 160,
        cheque: 1000,
        purposes: &["groen", "ontmoeten", "veiligheid"],
        most: None,
    },
    Issuer {
        name: "Gemeente Oostland",
        budget: 110_000,
        households: 80,
        cheque: 750,
        purposes: &[],
        most: Some(15_000),
    },
];

/// A round of cheques.
pub struct Letters {
    /// Its name.
    pub title: &'static str,
    /// When the letters go out.
    pub day: Date,
    /// About how many of a hundred households activate their cheque.
    pub activating: u32,
}

/// Three rounds. Most cheques lapse, and it gets better as people see what comes of it.
pub const ROUNDS: [Letters; 3] = [
    Letters { title: "Voorjaar 2026", day: date(2026, 2, 2), activating: 21 },
    Letters { title: "Najaar 2026", day: date(2026, 9, 7), activating: 32 },
    Letters { title: "Voorjaar 2027", day: date(2027, 3, 1), activating: 39 },
];

/// What neighbours want to do.
pub struct Wanted {
    /// What it is called.
    pub title: &'static str,
    /// What kind of thing it is.
    pub purpose: &'static str,
    /// What it costs, in cents.
    pub target: i64,
    /// The first and the last day of the campaign.
    pub days: (Date, Date),
    /// How much of the target the residents give, in percent.
    pub reaches: i64,
    /// The most residents who care.
    pub supporters: usize,
    /// What the initiator does besides.
    pub turn: Turn,
}

/// What an initiator does besides waiting.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Turn {
    /// Nothing.
    None,
    /// Stops on this day.
    Stops(Date, &'static str),
    /// Explains how it can be done with less, if asked.
    Explains(&'static str),
    /// Explains, and asks for the common pot to fill the gap.
    AsksCommonPot(&'static str),
}

const MANY: usize = 1000;

/// Eight initiatives.
pub const INITIATIVES: [Wanted; 8] = [
    Wanted {
        title: "Bankje bij de speeltuin",
        purpose: "ontmoeten",
        target: 24_000,
        days: (date(2026, 2, 9), date(2026, 4, 30)),
        reaches: 100,
        supporters: MANY,
        turn: Turn::None,
    },
    Wanted {
        title: "Geveltuintjes in de Merelstraat",
        purpose: "groen",
        target: 45_000,
        days: (date(2026, 2, 16), date(2026, 5, 31)),
        reaches: 31,
        supporters: MANY,
        turn: Turn::None,
    },
    Wanted {
        title: "Moestuin achter de Valkflat",
        purpose: "groen",
        target: 38_000,
        days: (date(2026, 3, 2), date(2026, 12, 15)),
        reaches: 100,
        supporters: MANY,
        turn: Turn::None,
    },
    Wanted {
        title: "Kerstboom op het Marktplein",
        purpose: "ontmoeten",
        target: 26_000,
        days: (date(2026, 10, 1), date(2026, 11, 22)),
        reaches: 88,
        supporters: MANY,
        turn: Turn::Explains("Een kleinere boom, en de lampjes lenen we van de winkeliers."),
    },
    Wanted {
        title: "Straatvoetbaltoernooi",
        purpose: "ontmoeten",
        target: 20_000,
        days: (date(2026, 10, 5), date(2027, 1, 31)),
        reaches: 60,
        supporters: MANY,
        turn: Turn::Stops(date(2026, 12, 1), "De voetbalvereniging betaalt het zelf."),
    },
    Wanted {
        title: "AED aan buurthuis De Spil",
        purpose: "veiligheid",
        target: 78_000,
        days: (date(2027, 3, 15), date(2027, 6, 30)),
        reaches: 91,
        supporters: MANY,
        turn: Turn::AsksCommonPot("Met de wijkpot erbij kan hij dit jaar nog hangen."),
    },
    Wanted {
        title: "Voorleesmiddag in de bieb",
        purpose: "cultuur",
        target: 9000,
        days: (date(2027, 3, 22), date(2027, 5, 15)),
        reaches: 100,
        supporters: MANY,
        turn: Turn::None,
    },
    Wanted {
        title: "Duivenhok op het dak",
        purpose: "groen",
        target: 1500,
        days: (date(2027, 4, 5), date(2027, 5, 31)),
        reaches: 100,
        supporters: 2,
        turn: Turn::None,
    },
];
