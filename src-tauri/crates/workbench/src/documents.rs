//! Opening, editing and saving documents.

use crate::desk::Desk;
use crate::document::{Content, Document};
use crate::load::load_bundle;
use crate::shapes::*;
use crate::{assess, disk_failed};
use daybreak_model::definition::Definition;
use daybreak_model::file;
use daybreak_model::inherit::{Inheritance, Resolved};
use daybreak_wire::change::DiffReport;
use daybreak_wire::{AskError, ErrorCode};
use std::path::Path;

/// Opens a file. A broken one is opened with its text and its problems.
pub async fn open(desk: &Desk, request: OpenPath) -> Result<OpenDocument, AskError> {
    let path = desk.path(&request.path);
    let document = crate::blocking(move || Document::open(&path).map_err(disk_failed)).await?;
    show(desk, desk.put(document)).await
}

/// A new document, not on the disk until it is saved.
pub async fn create(desk: &Desk, request: CreateDocument) -> Result<OpenDocument, AskError> {
    let path = desk.path(&request.path);
    if path.exists() {
        let message = format!("{} is there already", path.display());
        return Err(AskError::new(ErrorCode::Conflict, message).help("open it, or choose another name"));
    }
    let name = path.file_name().map(|n| n.to_string_lossy().into_owned()).unwrap_or_default();
    let id = name.trim_end_matches(".json").trim_end_matches(".workflow").to_string();
    if let Some(problem) = daybreak_model::id::id_problem(&id) {
        return Err(AskError::new(ErrorCode::Invalid, problem).at("path"));
    }
    let mut definition = match &request.template {
        Some(template) => from_template(&desk.path(template))?,
        None => Definition::empty(id.as_str(), request.name.as_str(), "Asia/Shanghai"),
    };
    definition.id = id.as_str().into();
    definition.name = request.name;
    show(desk, desk.put(Document::create(&path, definition))).await
}

/// Applies edits to the core's copy and says what is now known of it.
pub async fn edit(desk: &Desk, request: EditDocument) -> Result<Assessment, AskError> {
    let outcome = desk.change(request.document, |document| {
        if document.version != request.version {
            return Err(document.version);
        }
        Ok(document.edit(&request.edits))
    })?;
    match outcome {
        Err(version) => {
            let message =
                format!("the edits were made on version {}, but the document is at {version}", request.version);
            Err(AskError::new(ErrorCode::Conflict, message).help("open the document again"))
        }
        Ok(false) => {
            Err(AskError::new(ErrorCode::BrokenFile, "the document's text is broken, so there is nothing to draw on")
                .help("repair the text first; the problem list says where"))
        }
        Ok(true) => assess::assess(desk, request.document).await,
    }
}

/// Replaces the whole text.
pub async fn set_text(desk: &Desk, request: SetText) -> Result<OpenDocument, AskError> {
    if request.text.len() > file::MAX_BYTES {
        return Err(AskError::new(ErrorCode::TooLarge, format!("the text is longer than {} bytes", file::MAX_BYTES)));
    }
    desk.change(request.document, |document| document.set_text(&request.text))?;
    show(desk, request.document).await
}

pub async fn text(desk: &Desk, request: ByDocument) -> Result<DocumentText, AskError> {
    Ok(DocumentText { text: desk.document(request.document)?.text() })
}

/// Writes the document and its layout, each whole or not at all.
pub async fn save(desk: &Desk, request: SaveDocument) -> Result<Saved, AskError> {
    let mut document = desk.document(request.document)?;
    let path = request.path.map_or_else(|| document.path.clone(), |path| desk.path(&path));
    let written = document.version;
    let saved =
        crate::blocking(move || document.save(&path, request.layout).map(|()| document).map_err(disk_failed)).await?;
    desk.change(request.document, |document| {
        document.layout = saved.layout.clone();
        document.saved = saved.saved.clone();
        // What was drawn while the disk was at work stays.
        if document.version == written {
            *document = saved.clone();
        } else {
            document.path = saved.path.clone();
        }
    })?;
    desk.reload_references(&saved.path);
    Ok(Saved { path: shown(desk, &saved.path), hash: saved.saved })
}

pub async fn close(desk: &Desk, request: ByDocument) -> Result<(), AskError> {
    desk.close(request.document);
    Ok(())
}

/// Every setting of a node with its origin.
pub async fn resolved(desk: &Desk, request: ByNode) -> Result<Resolved, AskError> {
    let document = desk.document(request.document)?;
    let definition = document.definition().ok_or_else(assess::broken)?;
    let node = definition.node(&request.node).ok_or_else(|| {
        AskError::new(ErrorCode::NotFound, format!("there is no node {}", request.node))
            .help("it may have been removed")
    })?;
    Ok(Inheritance::of(definition).resolve(node))
}

/// What the document changes against what is published or on the disk.
pub async fn diff(desk: &Desk, request: DiffDocument) -> Result<DiffReport, AskError> {
    let document = desk.document(request.document)?;
    let bundle = document.bundle().cloned().ok_or_else(assess::broken)?;
    let before = match request.against {
        Against::Saved => {
            let path = document.path.clone();
            crate::blocking(move || load_bundle(&path).map(|l| l.bundle).map_err(crate::load_failed)).await?
        }
        Against::Published => desk.published_bundle(&bundle).await?,
    };
    crate::blocking(move || Ok(daybreak_change::diff::diff(&before, &bundle))).await
}

/// The open document with what is known of it.
pub(crate) async fn show(desk: &Desk, number: u64) -> Result<OpenDocument, AskError> {
    let assessment = assess::assess(desk, number).await?;
    let document = desk.document(number)?;
    Ok(OpenDocument {
        document: number,
        path: shown(desk, &document.path),
        text: document.text(),
        definition: document.definition().cloned(),
        version: document.version,
        saved_hash: document.saved.clone(),
        layout: document.layout,
        assessment,
    })
}

/// Replaces the definition of an open document by another one.
pub(crate) async fn replace(desk: &Desk, number: u64, definition: &Definition) -> Result<OpenDocument, AskError> {
    let text = file::write(definition);
    desk.change(number, |document| document.set_text(&text))?;
    show(desk, number).await
}

fn from_template(path: &Path) -> Result<Definition, AskError> {
    match Document::open(path).map_err(disk_failed)?.content {
        Content::Whole { bundle, .. } => bundle.root().cloned().ok_or_else(assess::broken),
        Content::Broken { diagnostics, .. } => {
            Err(AskError::new(ErrorCode::BrokenFile, format!("the template {} is broken", path.display()))
                .because(diagnostics))
        }
    }
}

fn shown(desk: &Desk, path: &Path) -> String {
    path.strip_prefix(&desk.places.workflows).unwrap_or(path).to_string_lossy().into_owned()
}
