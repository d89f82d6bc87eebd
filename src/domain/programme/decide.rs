//! What is decided about a programme.

use super::super::calendar::Zone;
use super::super::draft::{Did, Draft, No};
use super::super::id::ProgrammeId;
use super::super::refusal::{Refusal, name_fits};
use super::super::who_may::table::ADMIN_OR_SYSTEM;
use super::{Programme, ProgrammeCommand, ProgrammeEvent, Rules};

/// The most postcodes of an area, so that the event stays small.
const MOST_POSTCODES: usize = 5_000;
/// The most characters of a purpose.
const LONGEST_PURPOSE: usize = 40;
/// The most purposes of a programme.
const MOST_PURPOSES: usize = 50;

/// Decides a command about the programme.
pub fn decide(command: &ProgrammeCommand, draft: &mut Draft) -> Result<Did, No> {
    ADMIN_OR_SYSTEM.check(draft)?;
    match command {
        ProgrammeCommand::Found { name, zone, rules } => {
            name_fits("the programme's name", name)?;
            rules.check()?;
            if let Some(programme) = draft.find::<Programme>(ProgrammeId::ONLY)? {
                return already_founded(programme, name, zone, rules);
            }
            let founded =
                ProgrammeEvent::Founded { name: name.clone(), zone: zone.clone(), rules: rules.clone() };
            draft.emit(founded)?;
        }
        ProgrammeCommand::AddArea { name, postcodes, cbs } => {
            return add_area(name, postcodes, cbs.as_deref(), draft);
        }
        ProgrammeCommand::NameFundHolder { name } => return name_fund_holder(name, draft),
        ProgrammeCommand::AddPurpose { name } => return add_purpose(name, draft),
        ProgrammeCommand::AddIssuer { name } => return add_issuer(name, draft),
        ProgrammeCommand::ChangeRules { rules } => return change_rules(rules, draft),
    }
    Ok(Did::Now)
}

fn already_founded(programme: &Programme, name: &str, zone: &Zone, rules: &Rules) -> Result<Did, No> {
    if programme.name == name && programme.zone == *zone && programme.rules.first() == Some(rules) {
        return Ok(Did::Already);
    }
    Err(Refusal::AlreadyExists { what: "the programme".into() }.into())
}

fn add_area(name: &str, postcodes: &[String], cbs: Option<&str>, draft: &mut Draft) -> Result<Did, No> {
    name_fits("the area's name", name)?;
    if let Some(bad) = cbs.filter(|code| !is_cbs_code(code)) {
        return Err(Refusal::BadCbsCode { code: bad.chars().take(20).collect() }.into());
    }
    if let Some(bad) = postcodes.iter().find(|code| !is_postcode(code)) {
        return Err(Refusal::BadPostcode { postcode: bad.chars().take(20).collect() }.into());
    }
    if postcodes.len() > MOST_POSTCODES {
        return Err(Refusal::TooMany { what: "postcodes of an area".into(), most: MOST_POSTCODES }.into());
    }
    let programme = draft.programme()?;
    if let Some(known) = programme.areas.values().find(|area| area.name == name) {
        if known.postcodes == postcodes && known.cbs.as_deref() == cbs {
            return Ok(Did::Already);
        }
        return Err(Refusal::AlreadyExists { what: "an area with this name".into() }.into());
    }
    programme.check_postcodes(postcodes)?;
    let (area, cbs) = (programme.next_area(), cbs.map(Into::into));
    draft.emit(ProgrammeEvent::AreaAdded { area, name: name.into(), postcodes: postcodes.to_vec(), cbs })?;
    Ok(Did::Now)
}

/// `WK` and the municipality's four digits with two signs for a district, or `BU` with four for a neighbourhood;
/// large municipalities use letters there.
fn is_cbs_code(text: &str) -> bool {
    let (length, rest) = match (text.strip_prefix("WK"), text.strip_prefix("BU")) {
        (Some(rest), _) => (6, rest.as_bytes()),
        (None, Some(rest)) => (8, rest.as_bytes()),
        (None, None) => return false,
    };
    rest.len() == length
        && rest[..4].iter().all(u8::is_ascii_digit)
        && rest[4..].iter().all(|sign| sign.is_ascii_digit() || sign.is_ascii_uppercase())
}

fn name_fund_holder(name: &str, draft: &mut Draft) -> Result<Did, No> {
    name_fits("the fund holder's name", name)?;
    if draft.programme()?.fund_holder.as_deref() == Some(name) {
        return Ok(Did::Already);
    }
    draft.emit(ProgrammeEvent::FundHolderNamed { name: name.into() })?;
    Ok(Did::Now)
}

/// `1234` or `1234AB`.
fn is_postcode(text: &str) -> bool {
    let (digits, letters) = text.as_bytes().split_at(text.len().min(4));
    digits.len() == 4
        && digits.iter().all(u8::is_ascii_digit)
        && (letters.is_empty() || letters.len() == 2 && letters.iter().all(u8::is_ascii_uppercase))
}

/// Plans and conditions name what is on this list and nothing else: what people type freely could name somebody,
/// and events are never erased.
fn add_purpose(name: &str, draft: &mut Draft) -> Result<Did, No> {
    name_fits("the purpose", name)?;
    if name.chars().count() > LONGEST_PURPOSE {
        return Err(Refusal::LongPurpose { most: LONGEST_PURPOSE }.into());
    }
    let programme = draft.programme()?;
    if programme.purposes.iter().any(|known| known == name) {
        return Ok(Did::Already);
    }
    if programme.purposes.len() >= MOST_PURPOSES {
        return Err(Refusal::TooManyPurposes { most: MOST_PURPOSES }.into());
    }
    draft.emit(ProgrammeEvent::PurposeAdded { name: name.into() })?;
    Ok(Did::Now)
}

fn add_issuer(name: &str, draft: &mut Draft) -> Result<Did, No> {
    name_fits("the issuer's name", name)?;
    let programme = draft.programme()?;
    if programme.issuers.values().any(|known| known == name) {
        return Ok(Did::Already);
    }
    let issuer = programme.next_issuer();
    draft.emit(ProgrammeEvent::IssuerAdded { issuer, name: name.into() })?;
    Ok(Did::Now)
}

fn change_rules(rules: &Rules, draft: &mut Draft) -> Result<Did, No> {
    rules.check()?;
    let programme = draft.programme()?;
    if programme.rules.last() == Some(rules) {
        return Ok(Did::Already);
    }
    let version = programme.rules_version() + 1;
    draft.emit(ProgrammeEvent::RulesChanged { version, rules: rules.clone() })?;
    Ok(Did::Now)
}
