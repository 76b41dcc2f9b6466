//! Verbs about what jobs compete for: capacities, limits, priorities.

use super::place::files_in_order;
use super::{Draft, Refusal, refuse};
use daybreak_model::definition::{Pool, PoolHours};
use daybreak_model::edit::Edit;
use daybreak_model::id::{NodeId, PoolId, SystemId};
use daybreak_model::node::Kind;

/// A pool has no more units, and a system no higher limit.
const MOST_UNITS: u32 = 1_000_000;
/// A pool has no more hours of other capacities.
const MOST_HOURS: usize = 100;

impl Draft {
    /// A pool of several definitions is that of the outermost, so that is the one that is changed.
    pub(super) fn put_capacity(
        &mut self,
        pool: &PoolId,
        capacity: u32,
        hours: Option<&[PoolHours]>,
    ) -> Result<(), Refusal> {
        let found = files_in_order(self.bundle()).into_iter().find_map(|file| {
            let pools = &self.bundle().definitions.get(file)?.pools;
            pools.iter().find(|there| there.id == *pool).map(|there| (file.to_owned(), there.clone()))
        });
        let Some((file, there)) = found else {
            return Err(refuse(None, format!("there is no pool {pool}"))
                .help("a system's limit is changed by the verb \"concurrency\""));
        };
        let all = hours.into_iter().flatten().map(|hours| hours.capacity).chain([capacity]);
        if all.max() > Some(MOST_UNITS) {
            return Err(refuse(None, format!("a pool has at most {MOST_UNITS} units")));
        }
        if hours.is_some_and(|hours| hours.len() > MOST_HOURS) {
            return Err(refuse(None, format!("a pool has at most {MOST_HOURS} hours of other capacities")));
        }
        let hours = hours.map_or_else(|| there.hours.clone(), <[PoolHours]>::to_vec);
        self.edit(&file, Edit::SetPool(Pool { capacity, hours, ..there }));
        Ok(())
    }

    /// The outermost definition that states a limit decides; to take a limit away it must go from all of them.
    pub(super) fn put_concurrency(&mut self, system: &SystemId, limit: Option<u32>) -> Result<(), Refusal> {
        let mut files: Vec<String> = Vec::new();
        for file in files_in_order(self.bundle()) {
            let systems = self.bundle().definitions.get(file).map_or(&[][..], |definition| &definition.systems);
            if systems.iter().any(|there| there.id == *system) && !files.iter().any(|there| there == file) {
                files.push(file.to_owned());
            }
        }
        if files.is_empty() {
            return Err(refuse(None, format!("there is no system {system}")));
        }
        if limit.is_some_and(|limit| limit == 0 || limit > MOST_UNITS) {
            return Err(refuse(None, format!("a limit is from 1 to {MOST_UNITS}; null takes it away")));
        }
        if limit.is_some() {
            files.truncate(1);
        }
        for file in files {
            let systems = self.bundle().definitions.get(&file).map_or(&[][..], |definition| &definition.systems);
            if let Some(there) = systems.iter().find(|there| there.id == *system).cloned() {
                let set = daybreak_model::definition::System { concurrency: limit, ..there };
                self.edit(&file, Edit::SetSystem(Box::new(set)));
            }
        }
        Ok(())
    }

    pub(super) fn put_priority(&mut self, path: &NodeId, priority: i32) -> Result<(), Refusal> {
        self.put_rank(path, |settings| settings.priority = Some(priority))
    }

    pub(super) fn put_critical(&mut self, path: &NodeId, critical: bool) -> Result<(), Refusal> {
        self.put_rank(path, |settings| settings.critical = Some(critical))
    }

    fn put_rank(
        &mut self,
        path: &NodeId,
        set: impl FnOnce(&mut daybreak_model::settings::Settings),
    ) -> Result<(), Refusal> {
        let (place, node) = self.node(path)?;
        if !matches!(node.kind, Kind::Job(_) | Kind::Group(_) | Kind::Subflow(_) | Kind::Wait(_) | Kind::Confirm(_)) {
            let message =
                format!("{path} is a {} and takes no resource, so no order among others", node.kind.name().as_str());
            return Err(refuse(Some(path), message));
        }
        let mut node = node.clone();
        set(&mut node.settings);
        self.set(&place, node);
        Ok(())
    }
}
