//! How a rule says what it found.

use crate::rules::Rule;
use crate::subject::Subject;
use crate::whole::Whole;
use daybreak_model::diagnostic::{Diagnostic, Fix, Safety};
use daybreak_model::edit::Edit;
use daybreak_model::id::NodeId;

/// Collects what one rule finds in one definition.
pub struct Report<'r> {
    rule: &'r Rule,
    subject: &'r Subject<'r>,
    found: Vec<Diagnostic>,
    /// Found beyond the limit.
    surplus: usize,
    limit: usize,
}

/// One problem being put into words.
pub struct Finding {
    node: Option<usize>,
    pointer: String,
    message: String,
    help: Option<String>,
    fix: Option<Fix>,
    related: Vec<NodeId>,
}

/// Runs one rule over every definition of the bundle.
pub fn run(rule: &Rule, whole: &Whole<'_>) -> Vec<Diagnostic> {
    let mut found = Vec::new();
    for subject in &whole.subjects {
        let limit = whole.context.limits.per_rule;
        let mut report = Report { rule, subject, found: Vec::new(), surplus: 0, limit };
        (rule.check)(subject, &mut report);
        found.extend(report.finish());
    }
    found
}

/// Errors, warnings, hints; by code; what was found in order stays in order.
pub fn sort(found: &mut [Diagnostic]) {
    found.sort_by(|a, b| (a.severity, &a.code).cmp(&(b.severity, &b.code)));
}

impl Report<'_> {
    /// Whether anything said from now on would only be counted. A costly rule may stop wording; it must go on counting.
    pub fn is_full(&self) -> bool {
        self.found.len() >= self.limit
    }

    /// Adds a finding. The words are made only while there is room.
    pub fn say(&mut self, finding: impl FnOnce() -> Finding) {
        if self.is_full() {
            self.surplus += 1;
            return;
        }
        let Finding { node, pointer, message, help, fix, related } = finding();
        let subject = self.subject;
        self.found.push(Diagnostic {
            code: self.rule.code.into(),
            severity: self.rule.severity,
            node: node.map(|n| subject.path(&subject.definition.nodes[n].id)).or_else(|| subject.prefix.clone()),
            path: subject.pointer(&pointer),
            message,
            help,
            fix,
            related: related.iter().map(|id| subject.path(id)).collect(),
            place: None,
        });
    }

    fn finish(mut self) -> Vec<Diagnostic> {
        if self.surplus > 0 {
            let surplus = self.surplus;
            self.surplus = 0;
            self.limit += 1;
            let message = format!("and {surplus} more of {} ({}) that are not listed", self.rule.code, self.rule.name);
            self.say(|| Finding::of("", message).help("deal with those listed first, then check again"));
        }
        self.found
    }
}

impl Finding {
    /// About the definition as a whole; `pointer` is the JSON pointer of the field.
    pub fn of(pointer: impl Into<String>, message: impl Into<String>) -> Finding {
        let (pointer, message) = (pointer.into(), message.into());
        Finding { node: None, pointer, message, help: None, fix: None, related: Vec::new() }
    }

    /// About the node at position `node`; `field` is the JSON pointer within the node, empty for the node itself.
    pub fn at(node: usize, field: &str, message: impl Into<String>) -> Finding {
        Finding { node: Some(node), ..Finding::of(format!("/nodes/{node}{field}"), message) }
    }

    /// About the edge at position `edge`, shown at `node`.
    pub fn edge(edge: usize, node: Option<usize>, message: impl Into<String>) -> Finding {
        Finding { node, ..Finding::of(format!("/edges/{edge}"), message) }
    }

    /// Shown at `node`.
    pub fn on(self, node: Option<usize>) -> Finding {
        Finding { node, ..self }
    }

    /// At another field than its node's.
    pub fn pointing(self, pointer: String) -> Finding {
        Finding { pointer, ..self }
    }

    pub fn help(self, help: impl Into<String>) -> Finding {
        Finding { help: Some(help.into()), ..self }
    }

    /// A fix that means the same night.
    pub fn safe(self, title: impl Into<String>, edits: Vec<Edit>) -> Finding {
        Finding { fix: Some(Fix { title: title.into(), safety: Safety::Safe, edits }), ..self }
    }

    /// A fix that a person looks at first.
    pub fn confirm(self, title: impl Into<String>, edits: Vec<Edit>) -> Finding {
        Finding { fix: Some(Fix { title: title.into(), safety: Safety::Confirm, edits }), ..self }
    }

    pub fn related(self, related: impl IntoIterator<Item = NodeId>) -> Finding {
        Finding { related: related.into_iter().collect(), ..self }
    }
}
