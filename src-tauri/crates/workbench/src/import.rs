//! Benchmark instances and measured workflows as documents.

use crate::desk::Desk;
use crate::document::Document;
use crate::documents;
use crate::files::read_limited;
use crate::shapes::{ImportDocument, ImportFormat, OpenDocument};
use daybreak_exchange::{Format, Options, import as convert};
use daybreak_model::file;
use daybreak_wire::{AskError, ErrorCode};
use std::path::Path;

/// A benchmark instance or a measured workflow as a new document.
pub async fn document(desk: &Desk, request: ImportDocument) -> Result<OpenDocument, AskError> {
    let path = desk.path(&request.path);
    let document = crate::blocking(move || import(&path, &request)).await?;
    documents::show(desk, desk.put(document)).await
}

/// Reads `path` as `request` says, as a document beside it that is not on the disk yet.
fn import(path: &Path, request: &ImportDocument) -> Result<Document, AskError> {
    let bytes = read_limited(path, file::MAX_BYTES).map_err(crate::disk_failed)?;
    let name = path.file_stem().map(|n| n.to_string_lossy().into_owned()).unwrap_or_default();
    let broken = |message: String| AskError::new(ErrorCode::BrokenFile, message).at(path.to_string_lossy());
    let text = String::from_utf8(bytes).map_err(|_| broken("the file is no text in UTF-8".into()))?;
    let format = match request.format {
        ImportFormat::Psplib => Format::Psplib,
        ImportFormat::Wfcommons => Format::Wfcommons,
        ImportFormat::Stg => Format::Stg,
    };
    let options = Options { capacity: request.capacity, priority_lft: request.priority_lft };
    let imported = convert(format, &name, &text, &options).map_err(|error| broken(error.to_string()))?;
    let target = path.with_file_name(format!("{}.workflow.json", imported.definition.id));
    Ok(Document::create(&target, imported.definition))
}
