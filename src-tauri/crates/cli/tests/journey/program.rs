//! Running the program and a runtime of it.

use serde_json::Value;
use std::io::{BufRead, BufReader};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Output, Stdio};
use tempfile::TempDir;

/// How often the state of things is looked at before it is given up: a minute and more.
const LOOKS: u32 = 600;

/// What a command said.
#[derive(Debug)]
pub struct Said {
    pub code: i32,
    pub out: String,
    pub err: String,
}

impl Said {
    /// The answer as JSON.
    pub fn json(&self) -> Value {
        serde_json::from_str(&self.out).unwrap_or_else(|error| panic!("no JSON ({error}): {self:?}"))
    }

    /// The error as JSON.
    pub fn error(&self) -> Value {
        serde_json::from_str(&self.err).unwrap_or_else(|error| panic!("no JSON ({error}): {self:?}"))
    }
}

/// The folder of definitions that tests use.
pub fn files() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/journey/files")
}

/// The program, with nothing of this machine's own settings.
pub fn program(folder: &Path) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_daybreak"));
    command.current_dir(folder).env_remove("DAYBREAK_AS").env_remove("DAYBREAK_DATA_DIR").env("TZ", "UTC");
    command
}

/// Runs the program in `folder`; arguments are parted by spaces.
pub fn say(folder: &Path, arguments: &str) -> Said {
    let output = program(folder).args(arguments.split(' ')).stdin(Stdio::null()).output().expect("it runs");
    said(&output)
}

pub fn said(output: &Output) -> Said {
    let text = |bytes: &[u8]| String::from_utf8_lossy(bytes).into_owned();
    Said { code: output.status.code().unwrap_or(-1), out: text(&output.stdout), err: text(&output.stderr) }
}

/// A runtime on a data folder of its own, and a folder with a copy of the definitions.
pub struct Runtime {
    process: Child,
    pub ready: Value,
    /// The data folder, when this runtime was the first on it.
    pub data: PathBuf,
    pub folder: TempDir,
}

impl Runtime {
    pub fn start() -> Runtime {
        let folder = tempfile::tempdir().expect("a temporary folder");
        for entry in std::fs::read_dir(files()).expect("the definitions") {
            let entry = entry.expect("an entry");
            std::fs::copy(entry.path(), folder.path().join(entry.file_name())).expect("copied");
        }
        let data = folder.path().join("data");
        Runtime::start_on(folder, data)
    }

    pub fn start_on(folder: TempDir, data: PathBuf) -> Runtime {
        let (process, ready) = serve(folder.path(), &data, "127.0.0.1:0");
        Runtime { process, ready, data, folder }
    }

    /// Asks this runtime for something, answered in JSON.
    pub fn ask(&self, arguments: &str) -> Said {
        let mut command = program(self.folder.path());
        command.env("DAYBREAK_DATA_DIR", &self.data).args(["--format", "json"]).args(arguments.split(' '));
        said(&command.output().expect("it runs"))
    }

    /// The same, and it must be done.
    pub fn done(&self, arguments: &str) -> Value {
        let said = self.ask(arguments);
        assert_eq!(said.code, 0, "{arguments}: {said:?}");
        said.json()
    }

    /// The same, and it must not be done; gives the code of the error.
    pub fn refused(&self, arguments: &str) -> String {
        let said = self.ask(arguments);
        assert_eq!(said.code, 2, "{arguments}: {said:?}");
        said.error()["code"].as_str().expect("a code").to_owned()
    }

    /// Publishes a definition: submitted by dora, approved and published by aaron.
    pub fn publish(&self, file: &str) {
        let id = self.done(&format!("submit {file} --as dora"))["id"].clone();
        self.done(&format!("approve {id} --as aaron"));
        self.done(&format!("publish {id} --as aaron"));
    }

    /// Waits until the node of the run is in the state.
    pub fn until(&self, run: u64, node: &str, state: &str) {
        let mut last = Value::Null;
        for _ in 0..LOOKS {
            last = self.done(&format!("show {run}"));
            let nodes = last["nodes"].as_array().expect("nodes");
            if nodes.iter().any(|n| n["node"] == node && n["state"] == state) {
                return;
            }
            std::thread::sleep(std::time::Duration::from_millis(100));
        }
        panic!("{node} never was {state}: {last:#}");
    }

    /// Ends it with no chance to put anything in order.
    pub fn kill(mut self) -> (TempDir, PathBuf) {
        self.process.kill().expect("it is killed");
        self.process.wait().expect("it ends");
        let folder = std::mem::replace(&mut self.folder, tempfile::tempdir().expect("a temporary folder"));
        (folder, self.data.clone())
    }

    /// Asks it to end, and waits for it.
    pub fn stop(mut self) -> (i32, TempDir, PathBuf) {
        let pid = self.process.id().to_string();
        let killed = Command::new("kill").args(["-TERM", &pid]).status().expect("kill runs");
        assert!(killed.success());
        let code = self.process.wait().expect("it ends").code().unwrap_or(-1);
        let folder = std::mem::replace(&mut self.folder, tempfile::tempdir().expect("a temporary folder"));
        (code, folder, self.data.clone())
    }
}

impl Drop for Runtime {
    fn drop(&mut self) {
        // When it has ended already, that is what was wanted.
        let _ = self.process.kill();
        let _ = self.process.wait();
    }
}

/// Starts the program as a runtime; returns when it says that it answers.
pub fn serve(folder: &Path, data: &Path, listen: &str) -> (Child, Value) {
    let mut process = program(folder)
        .args(["serve", "--format", "json", "--listen", listen, "--data"])
        .arg(data)
        .stdout(Stdio::piped())
        .stderr(Stdio::inherit())
        .spawn()
        .expect("it starts");
    let mut line = String::new();
    BufReader::new(process.stdout.take().expect("its output")).read_line(&mut line).expect("a line");
    let ready = serde_json::from_str(&line).unwrap_or_else(|error| panic!("not ready ({error}): {line:?}"));
    (process, ready)
}
