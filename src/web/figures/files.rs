//! The figures as files: a Data Package (datapackage.org, version 2), whose tables are there as CSV and as JSON.

use super::super::Site;
use super::super::problem::Problem;
use super::tables::{ALL, Column, Table};
use crate::app::programmes::{self, Founded};
use axum::extract::{Path, State};
use axum::http::header::{ACCESS_CONTROL_ALLOW_ORIGIN, CACHE_CONTROL, CONTENT_TYPE, VARY};
use axum::response::{IntoResponse, Response};
use serde_json::{Value, json};

/// What describes the others.
const PACKAGE: &str = "datapackage.json";
const CSV: &str = "text/csv";
const JSON: &str = "application/json";

/// The names of all files.
pub fn all() -> impl Iterator<Item = String> {
    let tables =
        ALL.iter().flat_map(|table| ["csv", "json"].map(|format| format!("{}.{format}", table.name)));
    std::iter::once(PACKAGE.to_string()).chain(tables)
}

/// Hands one over.
pub async fn file(
    State(site): State<Site>,
    Path((slug, name)): Path<(String, String)>,
) -> Result<Response, Problem> {
    let founded = programmes::called(&site.app, &slug).await?.ok_or(Problem::NotFound)?;
    if name == PACKAGE {
        return Ok(answer(JSON, package(&founded).to_string()));
    }
    let (name, format) = name.split_once('.').ok_or(Problem::NotFound)?;
    let table = ALL.iter().find(|table| table.name == name).ok_or(Problem::NotFound)?;
    let write: fn(&Table, &[Vec<Value>]) -> Response = match format {
        "csv" => |table, rows| answer(CSV, csv(table, rows)),
        "json" => |table, rows| answer(JSON, json(table, rows)),
        _ => return Err(Problem::NotFound),
    };
    Ok(write(table, &table.filled(&site.app, &founded).await?))
}

/// Any website may read it, and anything on the way may keep it for five minutes: it is the same for everybody.
fn answer(kind: &str, text: String) -> Response {
    let kind = format!("{kind}; charset=utf-8");
    let head = [
        (CONTENT_TYPE, kind.as_str()),
        (ACCESS_CONTROL_ALLOW_ORIGIN, "*"),
        (CACHE_CONTROL, "public, max-age=300"),
        (VARY, "Accept-Encoding"),
    ];
    (head, text).into_response()
}

/// What describes the tables.
fn package(founded: &Founded) -> Value {
    let resource = |table: &Table, format: &str, media: &str| {
        let field =
            |column: &Column| json!({ "name": column.name, "type": column.kind, "description": column.says });
        json!({
            "name": format!("{}-{format}", table.name),
            "type": "table",
            "path": format!("{}.{format}", table.name),
            "format": format,
            "mediatype": media,
            "encoding": "utf-8",
            "description": table.says,
            "schema": { "fields": table.columns.iter().map(field).collect::<Vec<_>>() },
        })
    };
    let both = |table: &Table| [resource(table, "csv", CSV), resource(table, "json", JSON)];
    json!({
        "$schema": "https://datapackage.org/profiles/2.0/datapackage.json",
        "name": founded.slug,
        "title": founded.state.name,
        "description": "What became of the money of a wijkkas; what households did is told of 10 of them at least",
        "resources": ALL.iter().flat_map(both).collect::<Vec<_>>(),
    })
}

/// RFC 4180, with a head.
fn csv(table: &Table, rows: &[Vec<Value>]) -> String {
    let cell = |value: &Value| value.as_str().map_or_else(|| value.to_string(), quoted);
    let head = table.columns.iter().map(|column| column.name.to_string()).collect::<Vec<_>>();
    let rows = rows.iter().map(|row| row.iter().map(cell).collect());
    std::iter::once(head).chain(rows).map(|row| row.join(",") + "\r\n").collect()
}

/// Names of areas and purposes may have any sign in them. One that a spreadsheet takes for the beginning of a formula
/// gets a mark before it that makes it words.
fn quoted(words: &str) -> String {
    let mark = if words.starts_with(['=', '+', '-', '@', '\t', '\r']) { "'" } else { "" };
    format!("\"{mark}{}\"", words.replace('"', "\"\""))
}

/// A list of objects, with their fields in the order of the columns: readers of Data Packages expect it.
fn json(table: &Table, rows: &[Vec<Value>]) -> String {
    let field = |(column, value): (&Column, &Value)| format!("{}:{value}", Value::from(column.name));
    let object = |row: &Vec<Value>| {
        let fields: Vec<String> = table.columns.iter().zip(row).map(field).collect();
        format!("{{{}}}", fields.join(","))
    };
    format!("[{}]", rows.iter().map(object).collect::<Vec<_>>().join(","))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_stay_in_their_cell() {
        for (words, cell) in [
            ("Oost", "\"Oost\""),
            ("Oost, \"nieuw\"\nzuid", "\"Oost, \"\"nieuw\"\"\nzuid\""),
            ("=1+1", "\"'=1+1\""),
        ] {
            assert_eq!(quoted(words), cell);
        }
    }
}
