//! Measured workflows of WfCommons, WfFormat 1.5 (Coleman et al. 2022).

use crate::ImportError;
use crate::project::{Project, Task};
use daybreak_model::file::{MAX_EDGES, MAX_NODES};
use daybreak_model::time::Span;
use serde::Deserialize;
use std::collections::{BTreeMap, BTreeSet, HashMap};

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct Instance {
    name: String,
    schema_version: String,
    workflow: Workflow,
}

#[derive(Deserialize)]
struct Workflow {
    specification: Specification,
    #[serde(default)]
    execution: Execution,
}

#[derive(Deserialize)]
struct Specification {
    tasks: Vec<Specified>,
}

#[derive(Deserialize)]
struct Specified {
    id: String,
    #[serde(default)]
    parents: Vec<String>,
    #[serde(default)]
    children: Vec<String>,
}

#[derive(Default, Deserialize)]
struct Execution {
    #[serde(default)]
    tasks: Vec<Executed>,
    #[serde(default)]
    machines: Vec<Machine>,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct Executed {
    id: String,
    runtime_in_seconds: f64,
    core_count: Option<f64>,
    #[serde(default)]
    machines: Vec<String>,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct Machine {
    node_name: String,
    cpu: Option<Cpu>,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct Cpu {
    core_count: Option<u32>,
}

/// Tasks take their measured run time, and as many units as they used cores of the pool of the machines they ran on. Each set
/// of machines that a task ran on is a pool of all their cores; a task that names none takes from the pool of all machines.
pub fn read(text: &str) -> Result<Project, ImportError> {
    let instance: Instance = serde_json::from_str(text).map_err(|error| ImportError {
        line: error.line().max(1),
        message: format!("the file is no WfFormat instance: {error}"),
    })?;
    let source = Source { text };
    if instance.schema_version != "1.5" {
        let message = format!("the file has WfFormat {}; 1.5 is read", instance.schema_version);
        return Err(source.wrong("schemaVersion", message));
    }
    let specified = &instance.workflow.specification.tasks;
    if specified.len() > MAX_NODES - 2 {
        let message = format!("{} tasks are too many; at most {} are read", specified.len(), MAX_NODES - 2);
        return Err(source.wrong("tasks", message));
    }
    let mut notes = Vec::new();
    let successors = successors(&source, specified)?;
    let mut measured = HashMap::new();
    for task in &instance.workflow.execution.tasks {
        measured.insert(task.id.as_str(), task);
    }
    let mut machines = Machines::of(&instance.workflow.execution.machines);
    let mut tasks = Vec::with_capacity(specified.len());
    let mut unmeasured = 0;
    for (task, successors) in specified.iter().zip(successors) {
        let executed = measured.get(task.id.as_str());
        unmeasured += usize::from(executed.is_none());
        let duration = executed.map_or(Ok(Span::ZERO), |e| source.seconds(&task.id, e.runtime_in_seconds))?;
        let uses = executed.and_then(|e| machines.demand(e)).into_iter().collect();
        tasks.push(Task {
            name: task.id.clone(),
            duration,
            uses,
            successors: successors.into_iter().collect(),
            priority: None,
        });
    }
    if unmeasured > 0 {
        notes.push(format!("{unmeasured} tasks have no measured run time; they take none"));
    }
    if machines.capped > 0 {
        notes
            .push(format!("{} tasks used more cores than their machines have; they take all of them", machines.capped));
    }
    let description = format!("The WfCommons instance {}: {} measured tasks.", instance.name, tasks.len());
    Ok(Project { description, tasks, pools: machines.pools, notes })
}

/// The successors of each task, from what parents and children say together.
fn successors(source: &Source<'_>, tasks: &[Specified]) -> Result<Vec<BTreeSet<usize>>, ImportError> {
    let mut positions = HashMap::with_capacity(tasks.len());
    for (position, task) in tasks.iter().enumerate() {
        if positions.insert(task.id.as_str(), position).is_some() {
            return Err(source.wrong(&task.id, format!("two tasks have the identifier {:?}", shown(&task.id))));
        }
    }
    let find = |task: &Specified, other: &str| {
        positions.get(other).copied().ok_or_else(|| {
            let message = format!("the task {:?} names {:?}, which is not there", shown(&task.id), shown(other));
            source.wrong(other, message)
        })
    };
    let mut successors = vec![BTreeSet::new(); tasks.len()];
    let mut edges = 0;
    for (position, task) in tasks.iter().enumerate() {
        for child in &task.children {
            edges += usize::from(successors[position].insert(find(task, child)?));
        }
        for parent in &task.parents {
            edges += usize::from(successors[find(task, parent)?].insert(position));
        }
        if edges > MAX_EDGES {
            return Err(source.wrong(&task.id, format!("there are more than {MAX_EDGES} dependencies")));
        }
    }
    Ok(successors)
}

/// Machines, and the pools that sets of them make.
struct Machines<'a> {
    cores: BTreeMap<&'a str, u32>,
    pools: Vec<(String, u32)>,
    by_set: HashMap<BTreeSet<&'a str>, usize>,
    capped: usize,
}

impl<'a> Machines<'a> {
    fn of(machines: &'a [Machine]) -> Machines<'a> {
        let cores = |machine: &Machine| machine.cpu.as_ref().and_then(|cpu| cpu.core_count).unwrap_or(1).max(1);
        Machines {
            cores: machines.iter().map(|m| (m.node_name.as_str(), cores(m))).collect(),
            pools: Vec::new(),
            by_set: HashMap::new(),
            capped: 0,
        }
    }

    /// The pool that the task takes from and how many units; nothing when no machine is known.
    fn demand(&mut self, task: &'a Executed) -> Option<(usize, u32)> {
        let set: BTreeSet<&str> = if task.machines.is_empty() {
            self.cores.keys().copied().collect()
        } else {
            task.machines.iter().map(String::as_str).collect()
        };
        if set.is_empty() {
            return None;
        }
        let pool = match self.by_set.get(&set) {
            Some(pool) => *pool,
            None => {
                // A machine that a task names but the instance does not describe counts as one core.
                let cores = set.iter().map(|m| self.cores.get(m).copied().unwrap_or(1));
                let capacity = cores.fold(0, u32::saturating_add);
                self.pools.push((self.pool_name(&set), capacity));
                self.by_set.insert(set, self.pools.len() - 1);
                self.pools.len() - 1
            }
        };
        let capacity = self.pools[pool].1;
        let units = task.core_count.unwrap_or(1.0).ceil().max(1.0) as u32;
        self.capped += usize::from(units > capacity);
        Some((pool, units.min(capacity)))
    }

    /// The machine's name, or for several a number, which cannot collide with a name that stands alone.
    fn pool_name(&self, set: &BTreeSet<&str>) -> String {
        let names = || self.pools.iter().map(|(name, _)| name.as_str());
        let wanted = match set.len() {
            1 => set.iter().copied().collect(),
            count => format!("{count}-machines"),
        };
        if names().all(|name| name != wanted) { wanted } else { format!("{wanted}-{}", self.pools.len() + 1) }
    }
}

/// The text, for finding the line of a fault.
struct Source<'a> {
    text: &'a str,
}

impl Source<'_> {
    /// The fault at the first line that has `word` in quotes.
    fn wrong(&self, word: &str, message: String) -> ImportError {
        let quoted = format!("\"{word}\"");
        let at = self.text.find(&quoted).unwrap_or(0);
        ImportError { line: self.text[..at].matches('\n').count() + 1, message }
    }

    fn seconds(&self, task: &str, seconds: f64) -> Result<Span, ImportError> {
        if seconds >= 0.0 && seconds <= Span::MAX.seconds() {
            return Ok(Span::from_seconds(seconds));
        }
        let message = format!("the task {:?} took {seconds} seconds; a run time is from 0 to ten years", shown(task));
        Err(self.wrong(task, message))
    }
}

/// So much of a name as a message needs.
fn shown(name: &str) -> String {
    name.chars().take(80).collect()
}
