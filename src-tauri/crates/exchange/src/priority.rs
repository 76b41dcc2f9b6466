//! Priorities by latest finish.

use crate::project::Project;
use std::collections::BTreeSet;

/// Gives each task a priority by the latest time at which it may finish without making the critical path longer:
/// the earlier, the higher; the same time, the same priority (Davis and Patterson 1975, rule LFT).
///
/// Latest finishes are worked out backward from the length of the critical path, resources left aside. A project whose tasks form a
/// cycle has no critical path; it gets a note in place of priorities.
pub fn by_latest_finish(project: &mut Project) {
    let Some(order) = topological_order(project) else {
        project.notes.push("the tasks form a cycle, so there is no latest finish to set priorities by".into());
        return;
    };
    let mut start = vec![0_i64; project.tasks.len()];
    for at in &order {
        let finish = start[*at] + project.tasks[*at].duration.ms();
        for next in &project.tasks[*at].successors {
            start[*next] = start[*next].max(finish);
        }
    }
    let length = order.iter().map(|at| start[*at] + project.tasks[*at].duration.ms()).max().unwrap_or(0);
    let mut latest = vec![length; project.tasks.len()];
    for at in order.iter().rev() {
        let starts = project.tasks[*at].successors.iter().map(|n| latest[*n] - project.tasks[*n].duration.ms());
        latest[*at] = starts.min().unwrap_or(length);
    }
    // The number of different later times: small, and the same for ties.
    let times: Vec<i64> = latest.iter().copied().collect::<BTreeSet<_>>().into_iter().rev().collect();
    for (task, latest) in project.tasks.iter_mut().zip(&latest) {
        let later = times.partition_point(|time| time > latest);
        task.priority = i32::try_from(later).ok();
    }
}

/// The tasks, each behind its predecessors (Kahn 1962); nothing when they form a cycle.
fn topological_order(project: &Project) -> Option<Vec<usize>> {
    let mut waiting = project.predecessor_counts();
    let mut order: Vec<usize> = (0..waiting.len()).filter(|i| waiting[*i] == 0).collect();
    let mut next = 0;
    while let Some(at) = order.get(next).copied() {
        next += 1;
        for successor in &project.tasks[at].successors {
            waiting[*successor] -= 1;
            if waiting[*successor] == 0 {
                order.push(*successor);
            }
        }
    }
    (order.len() == waiting.len()).then_some(order)
}
