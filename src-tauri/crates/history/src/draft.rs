//! What was learned, as edits of the definition's files.

use crate::fit::{Fit, FittedNode};
use daybreak_model::bundle::{Bundle, beside};
use daybreak_model::duration::Estimate;
use daybreak_model::edit::{Edit, Header};
use daybreak_model::id::NodeId;
use daybreak_model::node::{Kind, Node};
use daybreak_model::settings::Observed;
use std::collections::BTreeMap;

/// The edits that write `fit` into the definitions of `bundle`, by file: durations with how many observations stand behind them, and
/// at the root the overhead and the slow nights. Probabilities of failure are written where they were seen in twenty attempts or more. A
/// node that stands in several places of the night has the durations of the last of them.
pub fn edits(bundle: &Bundle, fit: &Fit) -> BTreeMap<String, Vec<Edit>> {
    let mut edits: BTreeMap<String, Vec<Edit>> = BTreeMap::new();
    for (path, fitted) in &fit.nodes {
        let Some((file, node)) = place(bundle, path) else { continue };
        let edit = Edit::SetNode(Box::new(with_durations(node, fitted, fit)));
        edits.entry(file).or_default().push(edit);
    }
    if let Some(root) = bundle.root() {
        let mut header = Header::of(root);
        header.defaults.overhead.clone_from(&fit.overhead);
        header.slow_night = fit.slow_night.or(header.slow_night);
        if header != Header::of(root) {
            edits.entry(bundle.root.clone()).or_default().push(Edit::SetHeader(Box::new(header)));
        }
    }
    edits
}

/// What the definition says of a node's duration itself, not through inheritance.
pub fn stated(bundle: &Bundle, path: &NodeId) -> Option<Estimate> {
    place(bundle, path)?.1.settings.duration.clone()
}

/// The file and the node of a path through subflows.
fn place<'a>(bundle: &'a Bundle, path: &NodeId) -> Option<(String, &'a Node)> {
    let mut file = bundle.root.clone();
    let parts: Vec<&str> = path.as_str().split('/').collect();
    let (last, subflows) = parts.split_last()?;
    for part in subflows {
        let Kind::Subflow(subflow) = &bundle.definitions.get(&file)?.node(&NodeId::new(*part))?.kind else {
            return None;
        };
        file = beside(&file, &subflow.file);
    }
    let node = bundle.definitions.get(&file)?.node(&NodeId::new(*last))?;
    Some((file, node))
}

fn with_durations(node: &Node, fitted: &FittedNode, fit: &Fit) -> Node {
    let mut node = node.clone();
    let settings = &mut node.settings;
    settings.duration = Some(fitted.estimate.clone());
    settings.duration_on = fitted.on.iter().map(|(class, (estimate, _))| (*class, estimate.clone())).collect();
    settings.observed = Some(Observed {
        n: fitted.n,
        on: fitted.on.iter().map(|(class, (_, n))| (*class, *n)).collect(),
        from: fit.first,
        to: fit.last,
    });
    if fitted.n >= 20 {
        settings.failure_probability = fitted.failure_probability.or(settings.failure_probability);
    }
    node
}
