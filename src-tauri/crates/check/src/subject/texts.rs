//! Every text of a definition that is filled in at start time, and every expression.

use super::{Level, Subject};
use daybreak_model::node::{Command, Kind, Node, Wait, Work};
use daybreak_model::settings::Settings;
use daybreak_model::template::{Template, TemplateError};
use daybreak_model::trigger::TriggerKind;
use foldhash::{HashMap, HashMapExt};
use std::fmt;

/// A text with something to fill in, and its place.
#[derive(Clone, Copy)]
pub struct Text<'a> {
    pub text: &'a str,
    base: Base,
    field: Field<'a>,
    template: usize,
}

/// All texts of a definition that have something to fill in; equal texts are read once.
#[derive(Default)]
pub struct Texts<'a> {
    all: Vec<Text<'a>>,
    templates: Vec<Result<Template, TemplateError>>,
    known: HashMap<&'a str, usize>,
}

#[derive(Clone, Copy)]
enum Base {
    Settings(Level),
    Node(usize),
    Trigger(usize),
}

#[derive(Clone, Copy)]
enum Field<'a> {
    Environment(&'a str),
    Directory,
    Argument(usize),
    SshHost,
    SshArgument(usize),
    Url,
    Header(&'a str),
    Body,
    PollUrl,
    Conf(&'a str),
    FilePath,
    WaitUrl,
    Parameter(&'a str),
    TriggerFile,
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

impl<'a> Texts<'a> {
    pub fn of(subject: &Subject<'a>) -> Texts<'a> {
        let mut texts = Texts { known: HashMap::new(), ..Texts::default() };
        for (level, settings) in subject.stated() {
            texts.add_settings(level, settings);
        }
        for (index, node) in subject.definition.nodes.iter().enumerate() {
            texts.add_node(index, node);
        }
        for (index, trigger) in subject.definition.triggers.iter().enumerate() {
            if let TriggerKind::File(path) = &trigger.on {
                texts.add(Base::Trigger(index), Field::TriggerFile, path);
            }
        }
        texts
    }

    /// Every text with what was read in it.
    pub fn iter(&self) -> impl Iterator<Item = (&Text<'a>, &Result<Template, TemplateError>)> {
        self.all.iter().map(|t| (t, &self.templates[t.template]))
    }

    fn add(&mut self, base: Base, field: Field<'a>, text: &'a str) {
        // Most texts have no dollar at all, and looking for one byte is quick.
        if text.as_bytes().windows(2).any(|two| two == b"${") {
            let template = *self.known.entry(text).or_insert_with(|| {
                self.templates.push(Template::parse(text));
                self.templates.len() - 1
            });
            self.all.push(Text { text, base, field, template });
        }
    }

    fn add_settings(&mut self, level: Level, settings: &'a Settings) {
        let base = Base::Settings(level);
        for (name, value) in &settings.environment {
            self.add(base, Field::Environment(name), value);
        }
        if let Some(directory) = &settings.directory {
            self.add(base, Field::Directory, directory);
        }
    }

    fn add_node(&mut self, index: usize, node: &'a Node) {
        let base = Base::Node(index);
        match &node.kind {
            Kind::Job(work) => self.add_work(base, work),
            Kind::Wait(Wait::File { path, .. }) => self.add(base, Field::FilePath, path),
            Kind::Wait(Wait::Http { url, .. }) => self.add(base, Field::WaitUrl, url),
            Kind::Subflow(subflow) => {
                for (name, value) in &subflow.parameters {
                    self.add(base, Field::Parameter(name), value);
                }
            }
            _ => {}
        }
    }

    fn add_work(&mut self, base: Base, work: &'a Work) {
        match work {
            Work::Noop => {}
            Work::Command(command) => self.add_command(base, Field::Argument, command),
            Work::Ssh(ssh) => {
                self.add(base, Field::SshHost, &ssh.host);
                self.add_command(base, Field::SshArgument, &ssh.command);
            }
            Work::Http(http) => {
                self.add(base, Field::Url, &http.url);
                for (name, value) in &http.headers {
                    self.add(base, Field::Header(name), value);
                }
                if let Some(body) = &http.body {
                    self.add(base, Field::Body, body);
                }
                if let Some(poll) = &http.poll {
                    self.add(base, Field::PollUrl, &poll.url);
                }
            }
            Work::Airflow(run) => {
                for (name, value) in &run.conf {
                    self.add(base, Field::Conf(name), value);
                }
            }
        }
    }

    fn add_command(&mut self, base: Base, field: impl Fn(usize) -> Field<'a>, command: &'a Command) {
        for (position, argument) in command.argv.iter().enumerate() {
            self.add(base, field(position), argument);
        }
    }
}

impl Text<'_> {
    /// The node to which it belongs, if it belongs to one.
    pub fn node(&self) -> Option<usize> {
        match self.base {
            Base::Settings(level) => level.node(),
            Base::Node(index) => Some(index),
            Base::Trigger(_) => None,
        }
    }

    /// Its JSON pointer in the definition.
    pub fn pointer(&self) -> String {
        match self.base {
            Base::Settings(level) => format!("{}{}", level.pointer(), self.field),
            Base::Node(index) => format!("/nodes/{index}{}", self.field),
            Base::Trigger(index) => format!("/triggers/{index}{}", self.field),
        }
    }

    /// Whether others on the same machine can read it while the job runs.
    pub fn is_argument(&self) -> bool {
        matches!(self.field, Field::Argument(_) | Field::SshArgument(_))
    }
}

impl fmt::Display for Field<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Field::Environment(name) => write!(f, "/environment/{}", escaped(name)),
            Field::Directory => f.write_str("/directory"),
            Field::Argument(position) => write!(f, "/work/command/argv/{position}"),
            Field::SshHost => f.write_str("/work/ssh/host"),
            Field::SshArgument(position) => write!(f, "/work/ssh/command/argv/{position}"),
            Field::Url => f.write_str("/work/http/url"),
            Field::Header(name) => write!(f, "/work/http/headers/{}", escaped(name)),
            Field::Body => f.write_str("/work/http/body"),
            Field::PollUrl => f.write_str("/work/http/poll/url"),
            Field::Conf(name) => write!(f, "/work/airflow/conf/{}", escaped(name)),
            Field::FilePath => f.write_str("/until/file/path"),
            Field::WaitUrl => f.write_str("/until/http/url"),
            Field::Parameter(name) => write!(f, "/subflow/parameters/{}", escaped(name)),
            Field::TriggerFile => f.write_str("/on/file"),
        }
    }
}

/// A name as a JSON pointer has it (RFC 6901).
fn escaped(name: &str) -> String {
    name.replace('~', "~0").replace('/', "~1")
}
