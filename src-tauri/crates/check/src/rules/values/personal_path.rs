//! V009: a program in somebody's own folder.

use crate::report::{Finding, Report};
use crate::rules::Rule;
use crate::subject::Subject;
use daybreak_model::diagnostic::Severity;
use daybreak_model::node::{Kind, Work};

pub const RULE: Rule = Rule {
    code: "V009",
    name: "personal-path",
    severity: Severity::Hint,
    summary: "A command names an absolute path in a person's folder or in a folder for temporary files.",
    page: "
Looks at the program and the arguments of commands for paths below `/home`, `/root`, `/Users`, `/tmp` and `/var/tmp`.

## Why it matters

The folder is there on one machine, for one person, until it is cleaned up. The job works on the day of the test and not in the night that counts.

## What to do

Use a path relative to the definition, or a folder that the operations team owns.",
    check,
};

const PERSONAL: [&str; 5] = ["/home/", "/root/", "/Users/", "/tmp/", "/var/tmp/"];

fn check(subject: &Subject<'_>, report: &mut Report<'_>) {
    for (index, node) in subject.definition.nodes.iter().enumerate() {
        let Kind::Job(Work::Command(command)) = &node.kind else { continue };
        let found = command.argv.iter().enumerate().find(|(_, a)| PERSONAL.iter().any(|folder| a.starts_with(folder)));
        if let Some((position, path)) = found {
            report.say(|| {
                let message = format!("{} uses {path}, which is there on one machine for one person only", node.id);
                Finding::at(index, &format!("/work/command/argv/{position}"), message)
                    .help("use a path relative to the definition, or a folder that operations own")
            });
        }
    }
}

#[cfg(test)]
mod tests {
    use super::RULE;
    use crate::sample::{flow, found};
    use serde_json::json;

    #[test]
    fn a_program_in_a_home_folder_is_found() {
        let of = |program: &str| {
            found(
                &RULE,
                flow(
                    json!([{"id": "a", "kind": "job", "work": {"command": {"argv": ["sh", program]}}}]),
                    "begin>a a>end",
                ),
            )
        };
        assert_eq!(of("/home/wang/post.sh")[0].path, "/nodes/2/work/command/argv/1");
        assert!(of("jobs/post.sh").is_empty());
        assert!(of("/opt/bank/post.sh").is_empty());
    }
}
