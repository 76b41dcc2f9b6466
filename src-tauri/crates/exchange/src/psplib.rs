//! PSPLIB single-mode projects, `.sm` (Kolisch and Sprecher 1996).

use crate::ImportError;
use crate::lines::{Line, Lines};
use crate::project::{Project, Task};
use daybreak_model::file::{MAX_EDGES, MAX_NODES};
use daybreak_model::time::Span;

/// The most kinds of resource.
const MAX_RESOURCES: usize = 1000;

/// Jobs take their duration in seconds, and units of the pools `R1`, `R2` and so on.
pub fn read(text: &str) -> Result<Project, ImportError> {
    let mut lines = Lines::of(text);
    let count = job_count(lines.after("jobs")?)?;
    let renewable = lines.after("- renewable")?;
    let resources = renewable.number_behind_colon()? as usize;
    if resources > MAX_RESOURCES {
        return Err(renewable.wrong(format!("{resources} resources are too many; at most {MAX_RESOURCES} are read")));
    }
    for kind in ["- nonrenewable", "- doubly constrained"] {
        let line = lines.after(kind)?;
        if line.number_behind_colon()? != 0 {
            return Err(line.wrong("only renewable resources are read; a pool always gets its units back"));
        }
    }
    lines.after("PRECEDENCE RELATIONS")?;
    lines.next("the heading of the relations")?;
    let mut tasks = relations(&mut lines, count)?;
    lines.after("REQUESTS/DURATIONS")?;
    lines.next("the heading of the requests")?;
    requests(&mut lines, &mut tasks, resources)?;
    lines.after("RESOURCEAVAILABILITIES")?;
    lines.next("the heading of the availabilities")?;
    let pools = capacities(lines.next("the capacities of the resources")?, resources)?;
    Ok(Project {
        description: format!("A PSPLIB project of {count} jobs with its source and sink; durations in seconds."),
        tasks,
        pools,
        notes: vec!["release date, due date and tardiness cost of the project are not used".into()],
    })
}

fn job_count(line: Line<'_>) -> Result<usize, ImportError> {
    let count = line.number_behind_colon()? as usize;
    if count > MAX_NODES {
        return Err(line.wrong(format!("{count} jobs are too many; at most {MAX_NODES} are read")));
    }
    Ok(count)
}

/// The tasks with their successors; durations and requests are not known yet.
fn relations(lines: &mut Lines<'_>, count: usize) -> Result<Vec<Task>, ImportError> {
    let digits = count.to_string().len();
    let mut tasks = Vec::new();
    let mut edges = 0;
    for number in 1..=count {
        let line = lines.next("the relations of another job")?;
        let numbers = line.numbers()?;
        let [job, modes, successor_count, successors @ ..] = numbers.as_slice() else {
            return Err(line.wrong("a job's number, modes, number of successors and successors are expected"));
        };
        if *job as usize != number {
            return Err(line.wrong(format!("job {number} is expected here, not {job}")));
        }
        if *modes != 1 {
            return Err(line.wrong(format!("job {job} has {modes} modes; only projects with one mode are read")));
        }
        if *successor_count as usize != successors.len() {
            let message = format!("{successor_count} successors are announced, but {} follow", successors.len());
            return Err(line.wrong(message));
        }
        edges += successors.len();
        if edges > MAX_EDGES {
            return Err(line.wrong(format!("there are more than {MAX_EDGES} relations")));
        }
        let mut positions = Vec::with_capacity(successors.len());
        for successor in successors {
            let position = (*successor as usize).wrapping_sub(1);
            if position >= count {
                return Err(line.wrong(format!("there is no job {successor}; the last is {count}")));
            }
            positions.push(position);
        }
        positions.sort_unstable();
        positions.dedup();
        tasks.push(Task { name: format!("job-{number:0digits$}"), successors: positions, ..Task::default() });
    }
    Ok(tasks)
}

fn requests(lines: &mut Lines<'_>, tasks: &mut [Task], resources: usize) -> Result<(), ImportError> {
    for (index, task) in tasks.iter_mut().enumerate() {
        let mut line = lines.next("the requests of another job")?;
        while line.text.starts_with('-') {
            line = lines.next("the requests of another job")?;
        }
        let numbers = line.numbers()?;
        let [job, _mode, duration, units @ ..] = numbers.as_slice() else {
            return Err(line.wrong("a job's number, mode, duration and requests are expected"));
        };
        if *job as usize != index + 1 {
            return Err(line.wrong(format!("job {} is expected here, not {job}", index + 1)));
        }
        if units.len() != resources {
            return Err(line.wrong(format!("{resources} requests are expected, but {} are here", units.len())));
        }
        task.duration = seconds(&line, *duration)?;
        task.uses = units.iter().copied().enumerate().filter(|(_, units)| *units > 0).collect();
    }
    Ok(())
}

fn capacities(line: Line<'_>, resources: usize) -> Result<Vec<(String, u32)>, ImportError> {
    let capacities = line.numbers()?;
    if capacities.len() != resources {
        return Err(line.wrong(format!("{resources} capacities are expected, but {} are here", capacities.len())));
    }
    Ok(capacities.into_iter().enumerate().map(|(index, capacity)| (format!("R{}", index + 1), capacity)).collect())
}

/// A duration in seconds, unless it is longer than spans may be.
pub fn seconds(line: &Line<'_>, duration: u32) -> Result<Span, ImportError> {
    let ms = i64::from(duration) * 1000;
    if ms > Span::MAX.ms() {
        return Err(line.wrong(format!("a duration of {duration} seconds is longer than ten years")));
    }
    Ok(Span::from_ms(ms))
}
