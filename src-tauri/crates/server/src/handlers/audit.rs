//! The audit log.

use crate::app::App;
use crate::extract::InQuery;
use crate::failure::Answer;
use axum::Json;
use axum::extract::State;
use daybreak_change::audit::{Broken, Chained, Verifier};
use daybreak_store::{AuditFilter, Reader, StoreError};
use daybreak_wire::event::{AuditEntry, AuditList, AuditProof};

/// Entries that are read at once.
const PAGE: u32 = 10_000;

pub async fn list(State(app): State<App>, InQuery(which): InQuery<AuditList>) -> Answer<Vec<AuditEntry>> {
    let filter = AuditFilter { after: which.after, limit: Some(which.limit.min(PAGE)), ..AuditFilter::default() };
    let entries = app.engine.read(move |reader| reader.audit(&filter)).await?;
    Ok(Json(entries.into_iter().map(entry).collect()))
}

pub async fn proof(State(app): State<App>) -> Answer<AuditProof> {
    Ok(Json(app.engine.read(prove).await?))
}

/// Goes through the whole audit log of a store, page by page; needs no runtime.
///
/// # Errors
/// When the store cannot be read.
pub fn prove(reader: &Reader) -> Result<AuditProof, StoreError> {
    let mut verifier = Verifier::default();
    loop {
        let filter = AuditFilter { after: verifier.entries(), limit: Some(PAGE), ..AuditFilter::default() };
        let page = reader.audit(&filter)?;
        if page.is_empty() {
            return Ok(told(&verifier, None));
        }
        for entry in &page {
            if let Err(broken) = verifier.next(entry) {
                return Ok(told(&verifier, Some(broken)));
            }
        }
    }
}

fn told(verifier: &Verifier, broken: Option<Broken>) -> AuditProof {
    AuditProof {
        entries: verifier.entries(),
        intact: broken.is_none(),
        problem: broken.map(|broken| broken.to_string()),
    }
}

fn entry(entry: Chained) -> AuditEntry {
    let record = entry.record;
    AuditEntry {
        seq: record.seq,
        at: record.at,
        person: record.person,
        action: record.action,
        subject: record.subject,
        reason: record.reason,
        detail: record.detail,
        hash: entry.hash,
    }
}
