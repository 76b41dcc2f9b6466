//! Verbs about one night: what is supposed of it beside the definition.

use super::place::files_in_order;
use super::times::with_day;
use super::{Draft, Refusal, refuse};
use crate::verb::{Down, Verb};
use daybreak_model::id::{NodeId, SystemId};
use daybreak_model::network::{Outage, SystemOrHost};
use daybreak_model::node::{Kind, Work};

impl Draft {
    pub(super) fn suppose(&mut self, verb: &Verb) -> Result<(), Refusal> {
        match verb {
            Verb::DayClass(class) => self.applied.conditions.day_class = Some(*class),
            Verb::Skip(path) => {
                self.neither_begin_nor_end(path)?;
                self.applied.conditions.skip.insert(path.clone());
            }
            Verb::Force(path) => {
                self.neither_begin_nor_end(path)?;
                self.applied.conditions.force.insert(path.clone());
            }
            Verb::Confirm { node, at } => {
                with_day(*at, Some(node))?;
                let (_, gate) = self.node(node)?;
                if !matches!(gate.kind, Kind::Confirm(_)) {
                    let kind = gate.kind.name().as_str();
                    return Err(refuse(Some(node), format!("{node} is a {kind}; only a confirm gate is confirmed")));
                }
                self.applied.conditions.confirm.insert(node.clone(), *at);
            }
            Verb::Down(down) => {
                let outage = self.outage(down)?;
                self.applied.conditions.down.push(outage);
            }
            _ => {}
        }
        Ok(())
    }

    fn neither_begin_nor_end(&self, path: &NodeId) -> Result<(), Refusal> {
        let (_, node) = self.node(path)?;
        match node.kind {
            Kind::Begin | Kind::End => Err(refuse(Some(path), "a night has its begin and its end")),
            _ => Ok(()),
        }
    }

    fn outage(&self, down: &Down) -> Result<Outage, Refusal> {
        with_day(down.from, None)?;
        with_day(down.to, None)?;
        if (down.from.day, down.from.time) >= (down.to.day, down.to.time) {
            return Err(refuse(None, format!("{} is not before {}", down.from, down.to)));
        }
        let of = match (&down.system, &down.host) {
            (Some(system), None) if self.has_system(system) => SystemOrHost::System(system.clone()),
            (Some(system), None) => return Err(refuse(None, format!("there is no system {system}"))),
            (None, Some(host)) if self.has_host(host) => SystemOrHost::Host(host.clone()),
            (None, Some(host)) => return Err(refuse(None, format!("nothing runs on the host {host:?}"))),
            _ => return Err(refuse(None, "either a system or a host is down").help("name one of the two")),
        };
        Ok(Outage { of, from: down.from, to: down.to })
    }

    fn has_system(&self, id: &SystemId) -> bool {
        let files = files_in_order(self.bundle()).into_iter();
        files.filter_map(|file| self.bundle().definitions.get(file)).any(|d| d.systems.iter().any(|s| s.id == *id))
    }

    fn has_host(&self, host: &str) -> bool {
        let files = files_in_order(self.bundle()).into_iter();
        files.filter_map(|file| self.bundle().definitions.get(file)).any(|definition| {
            definition.systems.iter().any(|system| system.target.as_deref() == Some(host))
                || definition.nodes.iter().any(|n| matches!(&n.kind, Kind::Job(Work::Ssh(ssh)) if ssh.host == host))
        })
    }
}
