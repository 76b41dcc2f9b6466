//! The verb `duration`, and reckoning with distributions.

use super::place::{Place, members, within};
use super::{Draft, Refusal, refuse};
use crate::verb::Length;
use daybreak_model::bundle::beside;
use daybreak_model::calendar::DayClass;
use daybreak_model::duration::Estimate;
use daybreak_model::id::NodeId;
use daybreak_model::inherit::{Origin, Resolved};
use daybreak_model::network::MAX_SUBFLOW_DEPTH;
use daybreak_model::node::{Kind, Node, Work};
use daybreak_model::settings::Settings;
use daybreak_model::time::Span;
use std::collections::BTreeMap;

/// Work is not made more than a thousand times longer; that is a slip of the pen.
const MOST_PERCENT: f64 = 100_000.0;

impl Draft {
    pub(super) fn put_duration(&mut self, path: &NodeId, to: &Length) -> Result<(), Refusal> {
        match to {
            Length::Estimate(estimate) => self.put_estimate(path, estimate),
            Length::Percent(percent) => {
                if !percent.is_finite() || *percent < 0.0 || *percent > MOST_PERCENT {
                    let message = format!("{percent} percent is not a part of a duration; take 0 to {MOST_PERCENT}");
                    return Err(refuse(Some(path), message));
                }
                self.put_percent(path, percent / 100.0)
            }
        }
    }

    /// The node takes this on days of every class.
    fn put_estimate(&mut self, path: &NodeId, estimate: &Estimate) -> Result<(), Refusal> {
        if let Some(message) = wrong(estimate) {
            return Err(refuse(Some(path), message));
        }
        let (place, node) = self.node(path)?;
        if !matches!(node.kind, Kind::Job(_) | Kind::Wait(_) | Kind::Confirm(_)) {
            let message = format!("{path} ({}) does no work of its own", node.kind.name().as_str());
            return Err(refuse(Some(path), message).help("change the jobs in it, or all of them by percent"));
        }
        let mut node = node.clone();
        node.settings.duration = Some(estimate.clone());
        node.settings.duration_on.clear();
        self.set(&place, node);
        Ok(())
    }

    /// Every job in a group or subflow takes its part; what was inherited is then stated on the node.
    fn put_percent(&mut self, path: &NodeId, share: f64) -> Result<(), Refusal> {
        let (place, node) = self.node(path)?;
        let scaled = match &node.kind {
            Kind::Job(_) | Kind::Wait(_) | Kind::Confirm(_) | Kind::Group(_) => self.scaled(path, share),
            Kind::Subflow(subflow) => {
                let file = beside(&place.file, &subflow.file);
                self.scaled_below(path, &file, share, 0)
            }
            kind => {
                let message = format!("{path} ({}) takes no time", kind.name().as_str());
                return Err(refuse(Some(path), message));
            }
        };
        if scaled.is_empty() {
            return Err(refuse(
                Some(path),
                format!("nothing at {path} states how long it takes, so there is nothing to take a part of"),
            )
            .help("state a duration instead"));
        }
        for (file, node) in scaled {
            self.set(&Place { file, node: node.id.clone() }, node);
        }
        Ok(())
    }

    /// The node itself, or every member of a group that takes time, with that part of its duration.
    fn scaled(&self, path: &NodeId, share: f64) -> Vec<(String, Node)> {
        let found = within(self.bundle(), path, |file, definition, inheritance, name| {
            let Some(node) = definition.node(&NodeId::from(name)) else { return Vec::new() };
            let mut nodes = vec![node];
            if matches!(node.kind, Kind::Group(_)) {
                nodes = members(definition, &node.id);
            }
            let scaled = nodes.into_iter().filter_map(|node| scaled_node(node, &inheritance.resolve(node), share));
            scaled.map(|node| (file.to_owned(), node)).collect()
        });
        found.unwrap_or_default()
    }

    /// Every node that takes time in the definition that the subflow at `path` stands for, and in those below it.
    fn scaled_below(&self, path: &NodeId, file: &str, share: f64, depth: usize) -> Vec<(String, Node)> {
        let Some(definition) = self.bundle().definitions.get(file).filter(|_| depth < MAX_SUBFLOW_DEPTH) else {
            return Vec::new();
        };
        let inside = path.child(&NodeId::from("-"));
        let scaled = within(self.bundle(), &inside, |file, definition, inheritance, _| {
            let scaled =
                definition.nodes.iter().filter_map(|node| scaled_node(node, &inheritance.resolve(node), share));
            scaled.map(|node| (file.to_owned(), node)).collect::<Vec<_>>()
        });
        let mut all = scaled.unwrap_or_default();
        for node in &definition.nodes {
            if let Kind::Subflow(subflow) = &node.kind {
                let below = self.scaled_below(&path.child(&node.id), &beside(file, &subflow.file), share, depth + 1);
                // A file that stands in two places is shortened once.
                let is_new = |(file, node): &(String, Node)| !all.iter().any(|(f, n)| f == file && n.id == node.id);
                let below: Vec<_> = below.into_iter().filter(is_new).collect();
                all.extend(below);
            }
        }
        all
    }
}

/// The node with that part of its duration; nothing when it takes no time that anybody states.
fn scaled_node(node: &Node, resolved: &Resolved, share: f64) -> Option<Node> {
    let is_stated = match node.kind {
        Kind::Job(Work::Noop) => resolved.duration.origin != Origin::Assumed || !resolved.duration_on.is_empty(),
        Kind::Job(_) => true,
        // Nobody knows how long a wait or a person takes unless it is stated on the node itself.
        Kind::Wait(_) | Kind::Confirm(_) => node.settings.duration.is_some() || !node.settings.duration_on.is_empty(),
        _ => false,
    };
    is_stated.then(|| {
        let mut node = node.clone();
        state(&mut node.settings, &durations(resolved), |estimate| scaled(estimate, share));
        node
    })
}

/// The usual duration of a node, and those on days of a class.
pub(super) struct Durations {
    pub usual: Estimate,
    pub on: BTreeMap<DayClass, Estimate>,
}

pub(super) fn durations(resolved: &Resolved) -> Durations {
    Durations {
        usual: resolved.duration.value.clone(),
        on: resolved.duration_on.iter().map(|(class, sourced)| (*class, sourced.value.clone())).collect(),
    }
}

/// States durations on a node, each changed by `change`.
pub(super) fn state(settings: &mut Settings, durations: &Durations, change: impl Fn(&Estimate) -> Estimate) {
    settings.duration = Some(change(&durations.usual));
    settings.duration_on = durations.on.iter().map(|(class, estimate)| (*class, change(estimate))).collect();
}

/// What is wrong with an estimate, if anything is.
fn wrong(estimate: &Estimate) -> Option<String> {
    match estimate {
        Estimate::Pert { low, mode, high } if low > mode || mode > high => {
            Some(format!("of three points the low {low} is at most the mode {mode}, and that at most the high {high}"))
        }
        Estimate::LogNormal { sigma, .. } if !(0.0..=5.0).contains(sigma) => {
            Some(format!("the standard deviation of the logarithm, {sigma}, is not from 0 to 5"))
        }
        Estimate::Empirical(spans) if spans.is_empty() => Some("no measured time is given".into()),
        _ => None,
    }
}

/// That part of an estimate.
pub(super) fn scaled(estimate: &Estimate, share: f64) -> Estimate {
    let part = |span: &Span| Span::from_seconds(span.seconds() * share);
    match estimate {
        Estimate::Fixed(span) => Estimate::Fixed(part(span)),
        Estimate::Pert { low, mode, high } => Estimate::Pert { low: part(low), mode: part(mode), high: part(high) },
        Estimate::LogNormal { median, sigma } => Estimate::LogNormal { median: part(median), sigma: *sigma },
        Estimate::Empirical(spans) => Estimate::Empirical(spans.iter().map(part).collect()),
    }
}

/// One thing after another. Fixed times and three points add up point by point: the mean is exact, the spread somewhat too wide. Measured
/// times are shifted by a fixed one exactly. Everything else becomes the log-normal of the same mean and variance (Fenton 1960).
pub(super) fn sum(one: &Estimate, other: &Estimate) -> Estimate {
    let plus = |a: Span, b: Span| Span::from_ms(a.ms().saturating_add(b.ms()));
    match (one, other) {
        (Estimate::Fixed(a), Estimate::Fixed(b)) => Estimate::Fixed(plus(*a, *b)),
        (Estimate::Fixed(fixed), Estimate::Empirical(spans)) | (Estimate::Empirical(spans), Estimate::Fixed(fixed)) => {
            Estimate::Empirical(spans.iter().map(|span| plus(*span, *fixed)).collect())
        }
        _ => match (points(one), points(other)) {
            (Some(a), Some(b)) => {
                Estimate::Pert { low: plus(a[0], b[0]), mode: plus(a[1], b[1]), high: plus(a[2], b[2]) }
            }
            _ => by_moments(one, other),
        },
    }
}

fn points(estimate: &Estimate) -> Option<[Span; 3]> {
    match estimate {
        Estimate::Fixed(span) => Some([*span; 3]),
        Estimate::Pert { low, mode, high } => Some([*low, *mode, *high]),
        _ => None,
    }
}

fn by_moments(one: &Estimate, other: &Estimate) -> Estimate {
    let ((a, va), (b, vb)) = (moments(one), moments(other));
    let (mean, variance) = (a + b, va + vb);
    if mean <= 0.0 {
        return Estimate::Fixed(Span::ZERO);
    }
    let square = (1.0 + variance / (mean * mean)).ln();
    // Rounded, so that every machine writes the same figure.
    let sigma = (square.sqrt() * 1e6).round() / 1e6;
    Estimate::LogNormal { median: Span::from_seconds(mean * (-square / 2.0).exp()), sigma }
}

/// Mean in seconds, and variance.
fn moments(estimate: &Estimate) -> (f64, f64) {
    match estimate {
        Estimate::Fixed(span) => (span.seconds(), 0.0),
        Estimate::Pert { low, mode, high } => {
            let (low, mode, high) = (low.seconds(), mode.seconds(), high.seconds());
            let mean = (low + 4.0 * mode + high) / 6.0;
            (mean, (mean - low) * (high - mean) / 7.0)
        }
        Estimate::LogNormal { median, sigma } => {
            let square = sigma * sigma;
            let mean = median.seconds() * (square / 2.0).exp();
            (mean, mean * mean * (square.exp() - 1.0))
        }
        Estimate::Empirical(spans) => {
            let count = spans.len().max(1) as f64;
            let mean = spans.iter().map(|span| span.seconds()).sum::<f64>() / count;
            let squares = spans.iter().map(|span| (span.seconds() - mean).powi(2)).sum::<f64>();
            (mean, squares / count)
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn span(text: &str) -> Span {
        text.parse().expect("a length of time")
    }

    #[test]
    fn three_points_and_fixed_times_add_up_point_by_point() {
        let pert = Estimate::Pert { low: span("1m"), mode: span("2m"), high: span("5m") };
        let both = Estimate::Pert { low: span("2m"), mode: span("3m"), high: span("6m") };
        assert_eq!(sum(&pert, &Estimate::Fixed(span("1m"))), both);
        let fixed = |text| Estimate::Fixed(span(text));
        assert_eq!(sum(&fixed("1m"), &fixed("90s")), fixed("150s"));
        let measured = Estimate::Empirical(vec![span("1m"), span("2m")]);
        assert_eq!(sum(&measured, &fixed("1m")), Estimate::Empirical(vec![span("2m"), span("3m")]));
    }

    #[test]
    fn what_cannot_be_added_keeps_mean_and_variance() {
        let one = Estimate::LogNormal { median: span("10m"), sigma: 0.4 };
        let other = Estimate::Pert { low: span("5m"), mode: span("8m"), high: span("20m") };
        let (both, parts) = (moments(&sum(&one, &other)), (moments(&one), moments(&other)));
        assert!((both.0 - parts.0.0 - parts.1.0).abs() < 0.01, "{both:?} of {parts:?}");
        assert!((both.1 / (parts.0.1 + parts.1.1) - 1.0).abs() < 0.001, "{both:?} of {parts:?}");
    }

    #[test]
    fn a_part_is_taken_of_every_point() {
        let pert = Estimate::Pert { low: span("10m"), mode: span("20m"), high: span("50m") };
        assert_eq!(scaled(&pert, 0.5), Estimate::Pert { low: span("5m"), mode: span("10m"), high: span("25m") });
        let wide = Estimate::LogNormal { median: span("10m"), sigma: 0.4 };
        assert_eq!(scaled(&wide, 1.5), Estimate::LogNormal { median: span("15m"), sigma: 0.4 });
    }
}
