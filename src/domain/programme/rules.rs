//! The rules of a programme. Every change makes a new version; rounds and initiatives keep the version they
//! began with. The defaults and their reasons are in the project's rule book (README, "Rules").

use super::super::refusal::Refusal;
use super::super::wallet::LapsesTo;
use serde::{Deserialize, Serialize};

/// All numbers that a programme may set for itself.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Rules {
    /// Calendar months after the letters are released in which a cheque can be activated.
    pub activate_months: u32,
    /// Days after that in which it still works.
    pub grace_days: u32,
    /// How long activated money can be saved.
    pub spend: Spend,
    /// Days that money returned from an initiative can at least be spent.
    pub pot_return_days: u32,
    /// Where savings go that are not spent in time.
    pub leftover: Leftover,
    /// Percentage of the target from which an initiative does not fail.
    pub threshold_percent: u32,
    /// How many residents, and how many households, must support an initiative.
    pub support_needed: u32,
    /// The largest part of the target, in percent, that comes from the initiators' own pledges.
    pub own_pledge_percent: u32,
    /// What happens between the threshold and the target; none: it goes on with what there is.
    pub reconsideration: Option<Reconsideration>,
    /// The longest campaign, in calendar months.
    pub campaign_months: u32,
    /// Working days after the outcome by which an initiative that has its money is to be paid.
    pub payout_days: u32,
    /// Weeks after the planned end within which the initiator reports.
    pub report_weeks: u32,
    /// Calendar months after which a standing choice ends; the page of the savings asks again then.
    pub choice_months: u32,
    /// Days in which a request to be forgotten can be withdrawn.
    pub erasure_cooling_days: u32,
}

/// How long activated money can be saved.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Spend {
    /// This many calendar months from activation.
    Months(u32),
    /// Until the round closes for activation: no saving beyond it.
    WithRound,
}

/// Where savings go that are not spent in time.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Leftover {
    /// To the area's shared money.
    CommonPot,
    /// Back to the budget they came from.
    Budget,
}

impl Leftover {
    /// Where a lot goes by it.
    pub fn goes_to(self) -> LapsesTo {
        match self {
            Self::CommonPot => LapsesTo::CommonPot,
            Self::Budget => LapsesTo::Budget,
        }
    }
}

/// The pause in which an initiator explains how it can still be done with less.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Reconsideration {
    /// Working days the initiator has to explain.
    pub explain_working_days: u32,
    /// Calendar days from the explanation in which supporters may add or withdraw.
    pub days: u32,
}

impl Default for Rules {
    fn default() -> Self {
        Self {
            activate_months: 3,
            grace_days: 14,
            spend: Spend::Months(24),
            pot_return_days: 90,
            leftover: Leftover::CommonPot,
            threshold_percent: 80,
            support_needed: 3,
            own_pledge_percent: 10,
            reconsideration: Some(Reconsideration { explain_working_days: 3, days: 5 }),
            campaign_months: 12,
            payout_days: 5,
            report_weeks: 6,
            choice_months: 12,
            erasure_cooling_days: 7,
        }
    }
}

impl Rules {
    /// Refuses rules that cannot be followed.
    ///
    /// # Errors
    /// [`Refusal::RuleOutOfRange`] with the first number that is out of its range.
    pub fn check(&self) -> Result<(), Refusal> {
        let fits = |value: u32, least: u32, most: u32, rule: &'static str| {
            if (least..=most).contains(&value) {
                return Ok(());
            }
            Err(Refusal::RuleOutOfRange { rule: rule.to_string(), least, most, value })
        };
        fits(self.activate_months, 0, 24, "months to activate")?;
        fits(self.grace_days, 0, 90, "days of grace")?;
        if let Spend::Months(months) = self.spend {
            fits(months, 1, 120, "months to spend")?;
        }
        fits(self.pot_return_days, 0, 730, "days to spend returned money")?;
        fits(self.threshold_percent, 1, 100, "threshold in percent")?;
        fits(self.support_needed, 0, 10_000, "support needed")?;
        fits(self.own_pledge_percent, 0, 100, "own pledges in percent")?;
        if let Some(pause) = self.reconsideration {
            fits(pause.explain_working_days, 0, 60, "working days to explain")?;
            fits(pause.days, 0, 60, "days to reconsider")?;
        }
        fits(self.campaign_months, 1, 60, "months of a campaign")?;
        fits(self.payout_days, 0, 60, "working days to pay out")?;
        fits(self.report_weeks, 0, 104, "weeks to report")?;
        fits(self.choice_months, 1, 60, "months of a standing choice")?;
        // The law leaves a month for all of it.
        fits(self.erasure_cooling_days, 0, 21, "days to withdraw an erasure")
    }
}
