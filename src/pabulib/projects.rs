//! The section PROJECTS: what can be voted for, each with an id of its own and a cost.

use std::collections::HashMap;

use super::error::{Reason, Refusal, shown};
use super::sections::{Row, Section};
use super::{Project, amount};

pub(super) fn read(section: &Section) -> Result<Vec<Project>, Refusal> {
    let columns = Columns {
        id: section.column("project_id")?,
        cost: section.column("cost")?,
        name: section.optional_column("name")?,
    };
    let mut projects = Vec::new();
    let mut first_lines = HashMap::new();
    for row in section.rows.iter().filter(|row| !row.is_blank()) {
        section.check_width(row)?;
        row.check_reach(&[columns.id, columns.cost])?;
        let project = columns.project(row).map_err(|reason| Refusal::new(row.line, reason))?;
        if let Some(first_line) = first_lines.insert(row.cell(columns.id), row.line) {
            return Err(Refusal::new(row.line, Reason::ProjectTwice { id: shown(&project.id), first_line }));
        }
        projects.push(project);
    }
    Ok(projects)
}

struct Columns {
    id: usize,
    cost: usize,
    name: Option<usize>,
}

impl Columns {
    fn project(&self, row: &Row) -> Result<Project, Reason> {
        let id = row.cell(self.id);
        if id.is_empty() {
            return Err(Reason::ProjectWithoutId);
        }
        let cost_cents = amount::cents(row.cell(self.cost), &format!("the cost of project {}", shown(id)))?;
        if cost_cents == 0 {
            return Err(Reason::ProjectCostsNothing { id: shown(id) });
        }
        let name = self.name.map(|column| row.cell(column)).filter(|name| !name.is_empty());
        Ok(Project { id: id.to_owned(), name: name.map(str::to_owned), cost_cents, line: row.line })
    }
}
