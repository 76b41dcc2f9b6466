//! Every text of a definition that is filled in at start time, and every expression.

use super::Subject;
use daybreak_model::node::{Command, Kind, Node, Wait, Work};
use daybreak_model::settings::Settings;
use daybreak_model::trigger::TriggerKind;

/// A text and its place: the node, if it belongs to one, and the JSON pointer in the definition.
pub struct Text<'a> {
    pub node: Option<usize>,
    pub pointer: String,
    pub text: &'a str,
    /// Whether others on the same machine can read it while the job runs.
    pub is_argument: bool,
}

/// Calls `see` with every text in which something is to be filled in.
pub fn templates<'a>(subject: &Subject<'a>, mut see: impl FnMut(Text<'a>)) {
    for (level, settings) in subject.stated() {
        let mut texts = Texts { node: level.node(), base: || level.pointer(), see: &mut see };
        in_settings(&mut texts, settings);
    }
    for (index, node) in subject.definition.nodes.iter().enumerate() {
        let mut texts = Texts { node: Some(index), base: || format!("/nodes/{index}"), see: &mut see };
        in_node(&mut texts, node);
    }
    for (index, trigger) in subject.definition.triggers.iter().enumerate() {
        if let TriggerKind::File(path) = &trigger.on {
            Texts { node: None, base: || format!("/triggers/{index}"), see: &mut see }.add(path, || "/on/file".into());
        }
    }
}

/// Calls `see` with every expression, its node and its JSON pointer.
pub fn expressions<'a>(subject: &Subject<'a>, mut see: impl FnMut(usize, &'a str, &dyn Fn() -> String)) {
    for (index, node) in subject.definition.nodes.iter().enumerate() {
        if let Kind::Decision(branches) = &node.kind {
            for (position, branch) in branches.iter().enumerate() {
                if let Some(when) = &branch.when {
                    see(index, when, &|| format!("/nodes/{index}/branches/{position}/when"));
                }
            }
        }
        if let Some(until) = node.cycle.as_ref().and_then(|c| c.until.as_ref()) {
            see(index, until, &|| format!("/nodes/{index}/cycle/until"));
        }
    }
}

struct Texts<'t, B, S> {
    node: Option<usize>,
    base: B,
    see: &'t mut S,
}

impl<'a, B: Fn() -> String, S: FnMut(Text<'a>)> Texts<'_, B, S> {
    fn add(&mut self, text: &'a str, field: impl Fn() -> String) {
        self.add_one(text, false, field);
    }

    /// Most texts have nothing to fill in, and cost no pointer.
    fn add_one(&mut self, text: &'a str, is_argument: bool, field: impl Fn() -> String) {
        if text.contains("${") {
            let pointer = format!("{}{}", (self.base)(), field());
            (self.see)(Text { node: self.node, pointer, text, is_argument });
        }
    }

    fn add_command(&mut self, command: &'a Command, field: &str) {
        for (position, argument) in command.argv.iter().enumerate() {
            self.add_one(argument, true, || format!("{field}/argv/{position}"));
        }
    }
}

fn in_settings<'a, B: Fn() -> String, S: FnMut(Text<'a>)>(texts: &mut Texts<'_, B, S>, settings: &'a Settings) {
    for (name, value) in &settings.environment {
        texts.add(value, || format!("/environment/{}", escaped(name)));
    }
    if let Some(directory) = &settings.directory {
        texts.add(directory, || "/directory".into());
    }
}

fn in_node<'a, B: Fn() -> String, S: FnMut(Text<'a>)>(texts: &mut Texts<'_, B, S>, node: &'a Node) {
    match &node.kind {
        Kind::Job(work) => in_work(texts, work),
        Kind::Wait(Wait::File { path, .. }) => texts.add(path, || "/until/file/path".into()),
        Kind::Wait(Wait::Http { url, .. }) => texts.add(url, || "/until/http/url".into()),
        Kind::Subflow(subflow) => {
            for (name, value) in &subflow.parameters {
                texts.add(value, || format!("/subflow/parameters/{}", escaped(name)));
            }
        }
        _ => {}
    }
}

fn in_work<'a, B: Fn() -> String, S: FnMut(Text<'a>)>(texts: &mut Texts<'_, B, S>, work: &'a Work) {
    match work {
        Work::Noop => {}
        Work::Command(command) => texts.add_command(command, "/work/command"),
        Work::Ssh(ssh) => {
            texts.add(&ssh.host, || "/work/ssh/host".into());
            texts.add_command(&ssh.command, "/work/ssh/command");
        }
        Work::Http(http) => {
            texts.add(&http.url, || "/work/http/url".into());
            for (name, value) in &http.headers {
                texts.add(value, || format!("/work/http/headers/{}", escaped(name)));
            }
            if let Some(body) = &http.body {
                texts.add(body, || "/work/http/body".into());
            }
            if let Some(poll) = &http.poll {
                texts.add(&poll.url, || "/work/http/poll/url".into());
            }
        }
        Work::Airflow(run) => {
            for (name, value) in &run.conf {
                texts.add(value, || format!("/work/airflow/conf/{}", escaped(name)));
            }
        }
    }
}

/// A name as a JSON pointer has it (RFC 6901).
fn escaped(name: &str) -> String {
    name.replace('~', "~0").replace('/', "~1")
}
