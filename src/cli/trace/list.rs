//! What can be followed, as a table for people.

use crate::app::trace::{List, ListedBudget, ListedInitiative};

/// The most characters of a title.
const LONGEST_TITLE: usize = 60;

/// The initiatives and the budgets of a book.
pub fn list(list: &List, slug: &str) -> String {
    let mut lines = vec![format!("Initiatives of the book {slug}")];
    if list.initiatives.is_empty() {
        lines.push("  none yet".into());
    } else {
        let head = ["asks for", "in its pot", "paid out"].map(|column| format!("{column:>16}")).concat();
        lines.push(format!("  number{head}  {:<15} title", "status"));
        lines.extend(list.initiatives.iter().map(initiative));
    }
    lines.extend([String::new(), "Budgets".into()]);
    if list.budgets.is_empty() {
        lines.push("  none yet".into());
    } else {
        let head = ["received", "still in it"].map(|column| format!("{column:>16}")).concat();
        lines.push(format!("  number{head}  {:<35} issuer", "reference"));
        lines.extend(list.budgets.iter().map(budget));
    }
    lines.push("\nTo follow one, add --initiative NUMBER or --budget NUMBER.\n".into());
    lines.join("\n")
}

fn initiative(listed: &ListedInitiative) -> String {
    let amounts = [listed.target, listed.pot, listed.paid].map(|cents| format!("{:>16}", cents.to_string()));
    let title = title(listed.title.as_deref(), LONGEST_TITLE);
    let status = listed.status.word().replace('_', " ");
    format!("  {:>6}{}  {status:<15} {title}", listed.initiative.0, amounts.concat())
}

/// A title, or its beginning if it has more than so many characters.
pub fn title(title: Option<&str>, most: usize) -> String {
    let Some(title) = title else { return "(its words are erased)".into() };
    if title.chars().count() <= most {
        return title.into();
    }
    let beginning: String = title.chars().take(most.saturating_sub(1)).collect();
    format!("{}…", beginning.trim_end())
}

fn budget(listed: &ListedBudget) -> String {
    let amounts = [listed.received, listed.left].map(|cents| format!("{:>16}", cents.to_string()));
    let ListedBudget { budget, name, reference, .. } = listed;
    format!("  {:>6}{}  {reference:<35} {name}", budget.0, amounts.concat())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_title_that_is_cut_says_so() {
        assert_eq!(title(Some("Bankje"), 6), "Bankje");
        assert_eq!(title(Some("Een bankje"), 6), "Een b…");
        assert_eq!(title(Some("Één bankje"), 5), "Één…");
        assert_eq!(title(None, 5), "(its words are erased)");
    }
}
