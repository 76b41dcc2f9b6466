//! `daybreak audit`.

use super::Asking;
use crate::failure::{Done, Outcome};
use crate::output::Output;
use crate::table::{Side, Table};
use crate::words;
use daybreak_server::prove;
use daybreak_store::{Reader, StoreError};
use daybreak_wire::event::{AuditEntry, AuditList, AuditProof};
use daybreak_wire::{AskError, ErrorCode};
use std::path::Path;

pub async fn list(asking: &Asking<'_>, after: u64, limit: u32, output: &mut Output) -> Done {
    let entries = asking.reader()?.audit(AuditList { after, limit }).await?;
    output.answer(&entries, |entries| text(entries))?;
    Ok(Outcome::Fine)
}

/// Exit code 1 when the chain is broken. Without a runtime the store itself is read.
pub async fn verify(asking: &Asking<'_>, output: &mut Output) -> Done {
    let answered = match asking.reader() {
        Ok(client) => client.audit_proof().await,
        Err(error) => Err(error),
    };
    let proof = match answered {
        Err(error) if error.code == ErrorCode::RuntimeAway => offline(&asking.data)?.ok_or(error)?,
        answered => answered?,
    };
    output.answer(&proof, proved)?;
    Ok(if proof.intact { Outcome::Fine } else { Outcome::Problems })
}

/// The proof from the store of a data folder, if it has one.
fn offline(data: &Path) -> Result<Option<AuditProof>, AskError> {
    let read = |error: StoreError| {
        AskError::new(ErrorCode::Io, format!("the store cannot be read: {error}")).at(data.display().to_string())
    };
    Reader::beside(data).map_err(read)?.map(|reader| prove(&reader).map_err(read)).transpose()
}

fn text(entries: &[AuditEntry]) -> String {
    if entries.is_empty() {
        return "The audit log has no such entries.\n".into();
    }
    let mut table = Table::new([
        ("seq", Side::Right),
        ("at", Side::Left),
        ("person", Side::Left),
        ("action", Side::Left),
        ("subject", Side::Left),
        ("reason", Side::Left),
    ]);
    for e in entries {
        let (seq, at) = (e.seq.to_string(), words::here(e.at));
        table.row([seq, at, e.person.clone(), e.action.clone(), e.subject.clone(), e.reason.clone()]);
    }
    table.text(0)
}

fn proved(proof: &AuditProof) -> String {
    match &proof.problem {
        None => format!("The audit log is intact: {} hold.\n", entries(proof.entries)),
        Some(problem) => format!("The audit log is BROKEN after {}: {problem}.\n", entries(proof.entries)),
    }
}

fn entries(number: u64) -> String {
    if number == 1 { "1 entry".into() } else { format!("{number} entries") }
}
