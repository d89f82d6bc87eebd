//! The tables of the files: their columns, and what is in them. Amounts are whole cents. Words of people are not in them:
//! they stay on the website, where they can be erased.

use super::super::cards;
use super::names;
use crate::app::figures::{self, Figures, Part};
use crate::app::programmes::Founded;
use crate::app::{App, StoreError};
use crate::domain::InitiativeId;
use crate::domain::initiative::Initiative;
use serde_json::Value;

/// The rows of a table, with a cell for each column.
pub type Filled = Vec<Vec<Value>>;

/// A table.
pub struct Table {
    /// What it is called in addresses.
    pub name: &'static str,
    /// What it holds.
    pub says: &'static str,
    /// Its columns.
    pub columns: &'static [Column],
    rows: Rows,
}

/// What the rows are made from, each with a cell for each column.
enum Rows {
    /// From the sums.
    Sums(fn(&Founded, &Figures) -> Filled),
    /// From the initiatives.
    Initiatives(fn(&Founded, &[(InitiativeId, Initiative)]) -> Filled),
}

impl Table {
    /// Its rows as they are now, with a cell for each column.
    ///
    /// # Errors
    /// As for [`figures::find`].
    pub async fn filled(&self, app: &App, founded: &Founded) -> Result<Filled, StoreError> {
        Ok(match self.rows {
            Rows::Sums(rows) => rows(founded, &figures::find(app, founded).await?),
            Rows::Initiatives(rows) => rows(founded, &figures::initiatives(app, founded).await?),
        })
    }
}

/// A column.
pub struct Column {
    /// What it is called.
    pub name: &'static str,
    /// `integer` or `string`, as Table Schema calls it.
    pub kind: &'static str,
    /// What it holds.
    pub says: &'static str,
}

const fn number(name: &'static str, says: &'static str) -> Column {
    Column { name, kind: "integer", says }
}

const fn words(name: &'static str, says: &'static str) -> Column {
    Column { name, kind: "string", says }
}

/// All tables.
pub const ALL: [Table; 3] = [
    Table {
        name: "totals",
        says: "What came in, what went out and what is left, in cents of a euro",
        columns: &[
            number("received_cents", "came in from issuers"),
            number("paid_cents", "paid out for initiatives, and not come back"),
            number("returned_cents", "gone back to issuers"),
            number("left_cents", "the rest"),
        ],
        rows: Rows::Sums(totals),
    },
    Table {
        name: "areas",
        says: "What households did with their cheques, in cents of a euro; areas with few households are added up",
        columns: &[
            words("areas", "the area, or several with a plus sign between them"),
            number(
                "households",
                "the most cheques activated in one round; at least so many households take part",
            ),
            number("issued_cents", "worth of the cheques sent"),
            number("activated_cents", "worth of the cheques activated"),
            number("saved_cents", "of that, not given yet"),
            number("pledged_cents", "of that, in initiatives"),
            number("common_cents", "of that, in common pots"),
            number("paid_cents", "of that, paid out for initiatives"),
            number("returned_cents", "of that, back in the budgets"),
        ],
        rows: Rows::Sums(areas),
    },
    Table {
        name: "initiatives",
        says: "The initiatives, in cents of a euro; the newest first",
        columns: &[
            number("number", "its number"),
            words("address", "its page on this website"),
            words("area", "its area"),
            words("purpose", "what kind of thing it is"),
            words("status", "where it is in its life"),
            number("target_cents", "what it needs"),
            number("raised_cents", "what it has, or had when it was funded"),
            number("granted_cents", "what of that the common pot gave"),
            number("paid_cents", "what was paid out, and has not come back"),
            number("supporters", "residents who support it, without its initiators"),
        ],
        rows: Rows::Initiatives(initiatives),
    },
];

fn totals(_: &Founded, figures: &Figures) -> Filled {
    let Figures { received, paid, returned, left, .. } = figures;
    vec![[received, paid, returned, left].map(|cents| cents.get().into()).into()]
}

fn areas(founded: &Founded, figures: &Figures) -> Filled {
    let row = |part: &Part| {
        let sums = part.sums;
        let money =
            [sums.issued, sums.activated, sums.saved, sums.pledged, sums.common, sums.paid, sums.returned];
        let mut cells = vec![names(founded, &part.areas).into(), part.households.into()];
        cells.extend(money.map(Value::from));
        cells
    };
    figures.areas.iter().map(row).collect()
}

fn initiatives(founded: &Founded, all: &[(InitiativeId, Initiative)]) -> Filled {
    let row = |(id, state): &(InitiativeId, Initiative)| {
        let paid = state.delivery.as_ref().map_or(0, |delivery| delivery.paid.get());
        let status = cards::status_key(state.status);
        vec![
            id.0.into(),
            format!("/wijk/{}/initiatief/{id}", founded.slug).into(),
            names(founded, &[state.area]).into(),
            state.purpose.clone().into(),
            status.strip_prefix("status-").unwrap_or(status).into(),
            state.target.get().into(),
            cards::raised(state).get().into(),
            state.granted.get().into(),
            paid.into(),
            state.residents.into(),
        ]
    };
    all.iter().map(row).collect()
}
