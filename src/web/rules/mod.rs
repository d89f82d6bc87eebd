//! The rules of a programme in plain words, as they are now.

use super::Site;
use super::problem::Problem;
use super::reader::Reader;
use crate::app::programmes;
use crate::domain::programme::{Leftover, Reconsideration, Rules, Spend};
use askama::Template;
use axum::extract::{Path, State};
use axum::response::Html;

#[derive(Template)]
#[template(path = "rules/page.html")]
struct Page {
    reader: Reader,
    lead: String,
    /// What each rule is about, and what it says.
    rules: Vec<(String, String)>,
    figures: String,
}

/// Shows them.
pub async fn page(
    State(site): State<Site>,
    reader: Reader,
    Path(slug): Path<String>,
) -> Result<Html<String>, Problem> {
    let founded = programmes::called(&site.app, &slug).await?.ok_or(Problem::NotFound)?;
    let rules = founded.state.rules.last().ok_or(Problem::NotFound)?;
    let page = Page {
        lead: reader.say_with("rules-lead", "programme", founded.state.name.as_str()),
        rules: lines(rules, &reader),
        figures: reader.to(&format!("/wijk/{slug}/cijfers")),
        reader,
    };
    Ok(Html(page.render()?))
}

/// Every rule is named here, so that the compiler asks what is said of a new one.
fn lines(rules: &Rules, reader: &Reader) -> Vec<(String, String)> {
    let &Rules {
        activate_months,
        grace_days,
        spend,
        pot_return_days,
        leftover,
        threshold_percent,
        support_needed,
        own_pledge_percent,
        reconsideration,
        payout_days,
        campaign_months,
        report_weeks,
        choice_months,
        erasure_cooling_days,
    } = rules;
    let number = |key, name, number| reader.say_with(key, name, i64::from(number));
    // Nobody explains anything in no time: then only all is enough.
    let no_time = reconsideration.is_some_and(|pause| pause.explain_working_days == 0);
    let enough = if no_time { 100 } else { threshold_percent };
    // Of a rule of nothing, such as no days to think it over, nothing is said.
    let length = |key, name, (unit, number)| {
        (number > 0).then(|| reader.say_with(key, name, count(reader, unit, number)))
    };
    let lines = [
        ("rule-activate", activate(reader, (activate_months, grace_days))),
        ("rule-unused", Some(reader.say("rule-unused-text"))),
        ("rule-spend", Some(spending(reader, spend))),
        ("rule-leftover", Some(left_over(reader, leftover))),
        ("rule-return", Some(returned(reader, pot_return_days))),
        ("rule-support", (support_needed > 0).then(|| number("rule-support-text", "count", support_needed))),
        ("rule-own", Some(number("rule-own-text", "percent", own_pledge_percent))),
        ("rule-campaign", length("rule-campaign-text", "months", ("rule-months", campaign_months))),
        ("rule-failed", Some(number("rule-failed-text", "percent", enough))),
        ("rule-almost", almost(reader, (threshold_percent, reconsideration))),
        ("rule-paid", length("rule-paid-text", "days", ("rule-workdays", payout_days))),
        ("rule-report", length("rule-report-text", "weeks", ("rule-weeks", report_weeks))),
        ("rule-choice", length("rule-choice-text", "months", ("rule-months", choice_months))),
        ("rule-erasure", length("rule-erasure-text", "days", ("rule-days", erasure_cooling_days))),
    ];
    let said = |(about, says): (&str, Option<String>)| says.map(|says| (reader.say(about), says));
    lines.into_iter().filter_map(said).collect()
}

fn activate(reader: &Reader, (months, days): (u32, u32)) -> Option<String> {
    let (length, grace) = (count(reader, "rule-months", months), count(reader, "rule-days", days));
    match (months, days) {
        (0, 0) => None,
        (0, _) => Some(reader.say_with("rule-activate-only", "length", grace)),
        (_, 0) => Some(reader.say_with("rule-activate-only", "length", length)),
        _ => Some(reader.fill("rule-activate-text", &[("months", length.into()), ("days", grace.into())])),
    }
}

fn spending(reader: &Reader, spend: Spend) -> String {
    match spend {
        Spend::Months(months) => {
            reader.say_with("rule-spend-text", "months", count(reader, "rule-months", months))
        }
        Spend::WithRound => reader.say("rule-spend-round"),
    }
}

fn left_over(reader: &Reader, leftover: Leftover) -> String {
    match leftover {
        Leftover::CommonPot => reader.say("rule-leftover-pot"),
        Leftover::Budget => reader.say("rule-leftover-budget"),
    }
}

fn almost(reader: &Reader, (percent, pause): (u32, Option<Reconsideration>)) -> Option<String> {
    // Between all and nothing there is nothing to decide.
    if percent >= 100 {
        return None;
    }
    let percent = i64::from(percent);
    let Some(Reconsideration { explain_working_days, days }) = pause else {
        return Some(reader.say_with("rule-almost-none", "percent", percent));
    };
    let explain = count(reader, "rule-workdays", explain_working_days);
    match (explain_working_days, days) {
        (0, _) => None,
        (_, 0) => Some(
            reader.fill("rule-almost-explain", &[("percent", percent.into()), ("explain", explain.into())]),
        ),
        _ => {
            let days = count(reader, "rule-days", days);
            let fill = [("percent", percent.into()), ("explain", explain.into()), ("days", days.into())];
            Some(reader.fill("rule-almost-text", &fill))
        }
    }
}

/// So many months, weeks or days.
/// What becomes of money that comes back, which can be given for so many days then.
pub fn returned(reader: &Reader, days: u32) -> String {
    if days == 0 {
        return reader.say("rule-return-only");
    }
    reader.say_with("rule-return-text", "days", count(reader, "rule-days", days))
}

fn count(reader: &Reader, unit: &str, number: u32) -> String {
    reader.say_with(unit, "count", i64::from(number))
}
