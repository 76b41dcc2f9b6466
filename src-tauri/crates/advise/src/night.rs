//! The night of a definition with verbs on it.

use chrono::NaiveDate;
use daybreak_model::bundle::Bundle;
use daybreak_model::diagnostic::Diagnostic;
use daybreak_model::hash::ContentHash;
use daybreak_model::network::{Network, build_under};
use daybreak_model::night;
use daybreak_model::time::Timestamp;
use daybreak_scenario::{Applied, Verb, apply};
use daybreak_simulation::{Cancelled, Forecast, Options, Plan, Progress, monte_carlo, plan};

/// Everything that is worked out from.
#[derive(Clone, Debug)]
pub struct Night {
    pub network: Network,
    /// When the night is started.
    pub start: Timestamp,
    /// Of the definition with the verbs in it.
    pub hash: ContentHash,
}

/// Why there is no night: verbs that cannot be applied, or what cannot be laid out.
#[derive(Clone, Debug, PartialEq)]
pub struct Refused(pub Vec<Diagnostic>);

/// Why there is no answer.
#[derive(Clone, Debug, PartialEq)]
pub enum Wrong {
    /// The caller had the work stopped.
    Cancelled,
    /// The definition itself has no night.
    Refused(Refused),
    /// The question makes no sense, in a sentence.
    Asked(String),
}

impl From<Cancelled> for Wrong {
    fn from(_: Cancelled) -> Wrong {
        Wrong::Cancelled
    }
}

impl From<Refused> for Wrong {
    fn from(refused: Refused) -> Wrong {
        Wrong::Refused(refused)
    }
}

impl Night {
    /// The night of `date` with `verbs` put on `bundle`.
    ///
    /// # Errors
    /// With the problem of each verb, or what keeps a network from being built.
    pub fn of(bundle: &Bundle, verbs: &[Verb], date: NaiveDate) -> Result<Night, Refused> {
        let applied = apply(bundle, verbs).map_err(Refused)?;
        let night = Night::laid_out(&applied, date)?;
        Ok(Night { hash: ContentHash::of(&applied.bundle), ..night })
    }

    /// The same without its hash, which takes longer than all else when many nights are tried.
    pub(crate) fn unnamed(bundle: &Bundle, verbs: &[Verb], date: NaiveDate) -> Result<Night, Refused> {
        Night::laid_out(&apply(bundle, verbs).map_err(Refused)?, date)
    }

    fn laid_out(applied: &Applied, date: NaiveDate) -> Result<Night, Refused> {
        let network = build_under(&applied.bundle, date, &applied.conditions).map_err(|why| Refused(why.0))?;
        let start = night::start(&applied.bundle, date, applied.start);
        Ok(Night { network, start, hash: ContentHash::of_bytes(&[]) })
    }

    pub fn plan(&self) -> Plan {
        plan(&self.network, self.start)
    }

    pub fn forecast(&self, options: Options, progress: &Progress<'_>) -> Result<Forecast, Cancelled> {
        monte_carlo(&self.network, self.start, options, progress)
    }
}
