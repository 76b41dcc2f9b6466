//! Standard Task Graphs, `.stg` (Tobita and Kasahara 2002).

use crate::ImportError;
use crate::lines::Lines;
use crate::project::{Project, Task};
use crate::psplib::seconds;
use daybreak_model::file::{MAX_EDGES, MAX_NODES};
use std::collections::HashMap;

/// Tasks take their processing time in seconds and one unit of the pool `cpu`, unless they take no time.
///
/// The first line states the number of tasks, with or without the dummies at either end; then comes a line a task: number, time, number of
/// predecessors, predecessors; a line that begins with `#` ends the list.
pub fn read(text: &str, capacity: u32) -> Result<Project, ImportError> {
    let mut lines = Lines::of(text);
    let first = lines.next("the number of tasks")?;
    let stated = first.numbers()?.first().copied().unwrap_or_default() as usize;
    if stated > MAX_NODES - 2 {
        return Err(first.wrong(format!("{stated} tasks are too many; at most {} are read", MAX_NODES - 2)));
    }
    let mut tasks: Vec<Task> = Vec::new();
    let mut positions: HashMap<u32, usize> = HashMap::new();
    let mut before = Vec::new();
    let mut edges = 0;
    let digits = (stated + 1).to_string().len();
    while let Ok(line) = lines.next("") {
        if line.text.starts_with('#') {
            break;
        }
        let numbers = line.numbers()?;
        let [number, time, count, predecessors @ ..] = numbers.as_slice() else {
            return Err(line.wrong("a task's number, time, number of predecessors and predecessors are expected"));
        };
        if *count as usize != predecessors.len() {
            return Err(line.wrong(format!("{count} predecessors are announced, but {} follow", predecessors.len())));
        }
        if tasks.len() == stated + 2 {
            return Err(line.wrong(format!("{stated} tasks and two dummies are announced, but more follow")));
        }
        if positions.insert(*number, tasks.len()).is_some() {
            return Err(line.wrong(format!("task {number} is here twice")));
        }
        edges += predecessors.len();
        if edges > MAX_EDGES {
            return Err(line.wrong(format!("there are more than {MAX_EDGES} predecessors")));
        }
        let duration = seconds(&line, *time)?;
        let uses = if *time > 0 { vec![(0, 1)] } else { Vec::new() };
        tasks.push(Task { name: format!("task-{number:0digits$}"), duration, uses, ..Task::default() });
        before.push((line, predecessors.to_vec()));
    }
    if tasks.len() < stated {
        let message = format!("{stated} tasks are announced, but {} follow; the file may be cut", tasks.len());
        return Err(first.wrong(message));
    }
    for (position, (line, predecessors)) in before.iter().enumerate() {
        for predecessor in predecessors {
            let from =
                positions.get(predecessor).ok_or_else(|| line.wrong(format!("there is no task {predecessor}")))?;
            tasks[*from].successors.push(position);
        }
    }
    for task in &mut tasks {
        task.successors.dedup();
    }
    Ok(Project {
        description: format!("A Standard Task Graph of {stated} tasks; processing times in seconds."),
        tasks,
        pools: vec![("cpu".into(), capacity)],
        notes: Vec::new(),
    })
}
