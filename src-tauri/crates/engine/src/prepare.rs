//! From a node of the definition to an order for its supervisor: texts filled in, paths made whole, secrets looked up.

use crate::attempts::folder_for_jobs;
use crate::options::Options;
use crate::secrets::secret;
use crate::supervisor::{Order, Pin};
use chrono::{NaiveDate, TimeDelta};
use daybreak_model::calendar::OutsideCoverage;
use daybreak_model::network::{Activity, Does, Index, Network, Scope};
use daybreak_model::node::{Command, Wait, Work};
use daybreak_model::template::{Template, TemplateFacts};
use daybreak_run::RunId;
use daybreak_store::Revision;
use std::borrow::Cow;
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::sync::Arc;

/// What jobs get of the runtime's own environment.
const INHERITED: [&str; 10] =
    ["PATH", "HOME", "USER", "LOGNAME", "SHELL", "LANG", "LC_ALL", "LC_CTYPE", "TZ", "TMPDIR"];

/// Programs that run a file: it is the file that was approved.
const INTERPRETERS: [&str; 12] =
    ["sh", "bash", "dash", "ksh", "zsh", "awk", "gawk", "mawk", "perl", "python", "ruby", "node"];

/// One attempt of one activity, with all that is needed to carry it out.
#[derive(Clone)]
pub(crate) struct Task {
    pub run: RunId,
    pub activity: Index,
    pub attempt: u32,
    pub network: Arc<Network>,
    pub revision: Arc<Revision>,
    pub options: Arc<Options>,
}

impl Task {
    fn planned(&self) -> &Activity {
        &self.network.activities[self.activity]
    }

    fn scope(&self) -> &Scope {
        &self.network.scopes[self.planned().scope]
    }

    /// The order for the supervisor, or why the job cannot be started.
    pub fn order(&self) -> Result<Order, String> {
        let planned = self.planned();
        let Does::Work(Work::Command(command)) = &planned.does else {
            return Err("this runtime does not run this kind of work".into());
        };
        let directory = self.directory()?;
        let mut environment: BTreeMap<String, String> =
            INHERITED.iter().filter_map(|name| Some(((*name).to_owned(), std::env::var(name).ok()?))).collect();
        for (name, value) in &planned.environment {
            environment.insert(name.clone(), self.filled(value)?);
        }
        let shared = folder_for_jobs(&self.options.folder, &self.run);
        std::fs::create_dir_all(&shared)
            .map_err(|error| format!("the run's folder {} could not be made: {error}", shared.display()))?;
        let own = [
            ("DAYBREAK_RUN_DIR", shared.to_string_lossy().into_owned()),
            ("DAYBREAK_RUN", self.run.to_string()),
            ("DAYBREAK_NODE", planned.node.to_string()),
            ("DAYBREAK_ATTEMPT", self.attempt.to_string()),
            ("DAYBREAK_DAY_CLASS", self.network.day_class.as_str().to_owned()),
            ("BUSINESS_DATE", self.network.business_date.to_string()),
        ];
        environment.extend(own.map(|(name, value)| (name.to_owned(), value)));
        let argv = self.argv(command, &directory)?;
        let pin = command.sha256.as_ref().map(|sha256| Pin {
            file: pinned_file(&argv, &directory, command.shell, environment.get("PATH").map_or("", String::as_str)),
            sha256: sha256.clone(),
        });
        Ok(Order { argv, environment, directory, timeout: planned.timeout, log_bytes: self.options.log_bytes, pin })
    }

    /// The file that a wait watches for.
    pub fn awaited_file(&self) -> Result<PathBuf, String> {
        match &self.planned().does {
            Does::Wait(Wait::File { path, .. }) => Ok(self.directory()?.join(self.filled(path)?)),
            _ => Err("this node does not wait for a file".into()),
        }
    }

    fn argv(&self, command: &Command, directory: &Path) -> Result<Vec<String>, String> {
        let mut argv = command.argv.iter().map(|text| self.filled(text)).collect::<Result<Vec<_>, _>>()?;
        if command.shell {
            return Ok(vec!["/bin/sh".into(), "-c".into(), argv.join(" ")]);
        }
        let program = argv.first_mut().ok_or("the command is empty; name a program")?;
        // A program with a path is looked for from the job's own folder, wherever the runtime was started.
        if program.contains('/') {
            *program = directory.join(&*program).to_string_lossy().into_owned();
        }
        Ok(argv)
    }

    fn directory(&self) -> Result<PathBuf, String> {
        let folder = Path::new(&self.revision.folder).join(&self.scope().folder);
        match &self.planned().directory {
            Some(directory) => Ok(folder.join(self.filled(directory)?)),
            None => Ok(folder),
        }
    }

    fn filled(&self, text: &str) -> Result<String, String> {
        let template = Template::parse(text).map_err(|error| format!("{text:?} cannot be read: {error}"))?;
        for name in template.secrets() {
            secret(&self.options.folder, name)?;
        }
        template.render(self).map_err(|error| error.to_string())
    }
}

impl TemplateFacts for Task {
    fn business_day(&self, offset: i32) -> Result<NaiveDate, OutsideCoverage> {
        let (date, bundle) = (self.network.business_date, &self.revision.bundle);
        let calendar = bundle.root().and_then(|root| bundle.calendar_of(&bundle.root, root));
        match calendar {
            Some(calendar) => calendar.business_day_offset(date, offset),
            None => Ok(date.checked_add_signed(TimeDelta::days(offset.into())).unwrap_or(date)),
        }
    }

    fn run_id(&self) -> Cow<'_, str> {
        self.run.as_str().into()
    }

    fn parameter(&self, name: &str) -> Option<Cow<'_, str>> {
        self.scope().parameters.get(name).map(Cow::from)
    }

    fn secret(&self, name: &str) -> Option<Cow<'_, str>> {
        secret(&self.options.folder, name).ok().map(Cow::from)
    }
}

/// The file that a checksum is about: the program, or the first file that an interpreter is given.
fn pinned_file(argv: &[String], directory: &Path, shell: bool, path: &str) -> PathBuf {
    let words: Vec<&str> = match (shell, argv.get(2)) {
        (true, Some(line)) => line.split_whitespace().collect(),
        _ => argv.iter().map(String::as_str).collect(),
    };
    let program = words.first().copied().unwrap_or_default();
    let name = program.rsplit('/').next().unwrap_or_default();
    let is_interpreter = INTERPRETERS.contains(&name.trim_end_matches(|c: char| c.is_ascii_digit() || c == '.'));
    let script = words.iter().skip(1).map(|word| directory.join(word)).find(|file| file.is_file());
    if let Some(script) = script.filter(|_| is_interpreter) {
        return script;
    }
    if program.contains('/') {
        return directory.join(program);
    }
    let found = path.split(':').map(|folder| Path::new(folder).join(program)).find(|file| file.is_file());
    found.unwrap_or_else(|| directory.join(program))
}
