//! One open document: the core's copy of what the canvas shows.

use crate::files::{DiskError, read_limited, write_whole};
use crate::load::load_around;
use daybreak_model::bundle::{Bundle, references};
use daybreak_model::definition::Definition;
use daybreak_model::diagnostic::Diagnostic;
use daybreak_model::edit::Edit;
use daybreak_model::file;
use daybreak_model::hash::ContentHash;
use daybreak_wire::change::LayoutFile;
use std::path::{Path, PathBuf};
use std::sync::Arc;

/// A definition file in hand. Its text is either a definition with all it refers to, or broken with its problems.
#[derive(Clone, Debug)]
pub struct Document {
    pub path: PathBuf,
    /// Counts up with every change.
    pub version: u64,
    pub content: Content,
    pub layout: LayoutFile,
    /// The content hash of what is on the disk, when that is a definition.
    pub saved: Option<ContentHash>,
}

#[derive(Clone, Debug)]
pub enum Content {
    Whole {
        bundle: Arc<Bundle>,
        /// Problems of the files that it refers to.
        diagnostics: Vec<Diagnostic>,
    },
    Broken {
        text: String,
        diagnostics: Vec<Diagnostic>,
    },
}

impl Document {
    /// Opens the file at `path`. A broken definition is opened with its problems; a layout that cannot be read is left out,
    /// for it holds nothing but places that can be worked out again.
    ///
    /// # Errors
    /// When the file cannot be read.
    pub fn open(path: &Path) -> Result<Document, DiskError> {
        let bytes = read_limited(path, file::MAX_BYTES)?;
        let layout = read_limited(&layout_path(path), file::MAX_BYTES)
            .ok()
            .and_then(|bytes| serde_json::from_slice(&bytes).ok())
            .unwrap_or_default();
        let mut document = Document {
            path: path.into(),
            version: 0,
            content: Content::Broken { text: String::new(), diagnostics: Vec::new() },
            layout,
            saved: None,
        };
        document.content = match file::read_bytes(&document.file_name(), &bytes) {
            Ok(definition) => document.around(definition),
            Err(diagnostics) => Content::Broken { text: String::from_utf8_lossy(&bytes).into_owned(), diagnostics },
        };
        document.saved = document.hash();
        Ok(document)
    }

    /// A new document that is not on the disk yet.
    pub fn create(path: &Path, definition: Definition) -> Document {
        let content = Content::Broken { text: String::new(), diagnostics: Vec::new() };
        let mut document =
            Document { path: path.into(), version: 0, content, layout: LayoutFile::default(), saved: None };
        document.content = document.around(definition);
        document
    }

    pub fn bundle(&self) -> Option<&Arc<Bundle>> {
        match &self.content {
            Content::Whole { bundle, .. } => Some(bundle),
            Content::Broken { .. } => None,
        }
    }

    pub fn definition(&self) -> Option<&Definition> {
        self.bundle().and_then(|bundle| bundle.root())
    }

    pub fn hash(&self) -> Option<ContentHash> {
        self.bundle().map(|bundle| ContentHash::of(bundle))
    }

    /// Problems of the text itself or of the files that it refers to.
    pub fn file_problems(&self) -> &[Diagnostic] {
        match &self.content {
            Content::Whole { diagnostics, .. } | Content::Broken { diagnostics, .. } => diagnostics,
        }
    }

    /// The text as it would be written.
    pub fn text(&self) -> String {
        match &self.content {
            Content::Whole { bundle, .. } => bundle.root().map(file::write).unwrap_or_default(),
            Content::Broken { text, .. } => text.clone(),
        }
    }

    /// Applies edits in order and counts the version up. Says whether there was a definition to edit.
    pub fn edit(&mut self, edits: &[Edit]) -> bool {
        let Content::Whole { bundle, .. } = &mut self.content else { return false };
        let root = bundle.root.clone();
        let Some(definition) = Arc::make_mut(bundle).definitions.get_mut(&root) else { return false };
        let before = references(&root, definition);
        for edit in edits {
            edit.apply(definition);
        }
        let refers_anew = references(&root, definition) != before;
        let definition = refers_anew.then(|| definition.clone());
        if let Some(definition) = definition {
            self.content = self.around(definition);
        }
        self.version += 1;
        true
    }

    /// Replaces the whole text.
    pub fn set_text(&mut self, text: &str) {
        self.content = match file::read(&self.file_name(), text) {
            Ok(definition) => self.around(definition),
            Err(diagnostics) => Content::Broken { text: text.into(), diagnostics },
        };
        self.version += 1;
    }

    /// Reads the files that the definition refers to again.
    pub fn reload_references(&mut self) {
        if let Some(definition) = self.definition().cloned() {
            self.content = self.around(definition);
        }
    }

    /// Writes the document and its layout to `path`, each whole or not at all.
    ///
    /// # Errors
    /// When the disk is full or fails; what was there is there still.
    pub fn save(&mut self, path: &Path, layout: LayoutFile) -> Result<(), DiskError> {
        write_whole(path, self.text().as_bytes())?;
        let text = serde_json::to_string_pretty(&layout).expect("a layout is plain data");
        write_whole(&layout_path(path), format!("{text}\n").as_bytes())?;
        self.layout = layout;
        if self.path != path {
            self.path = path.into();
            self.reload_references();
        }
        self.saved = self.hash();
        Ok(())
    }

    pub fn file_name(&self) -> String {
        self.path.file_name().map(|n| n.to_string_lossy().into_owned()).unwrap_or_default()
    }

    /// The folder that what the definition refers to is relative to.
    pub fn folder(&self) -> &Path {
        self.path.parent().unwrap_or(Path::new(""))
    }

    fn around(&self, definition: Definition) -> Content {
        let loaded = load_around(self.folder(), &self.file_name(), definition);
        Content::Whole { bundle: Arc::new(loaded.bundle), diagnostics: loaded.diagnostics }
    }
}

/// Where the places on the canvas of the definition at `path` are kept.
pub fn layout_path(path: &Path) -> PathBuf {
    let name = path.file_name().map(|n| n.to_string_lossy().into_owned()).unwrap_or_default();
    let stem = name.strip_suffix(".workflow.json").or_else(|| name.strip_suffix(".json")).unwrap_or(&name);
    path.with_file_name(format!("{stem}.layout.json"))
}

#[cfg(test)]
mod tests {
    use super::*;
    use daybreak_model::node::{Kind, Node, Work};
    use std::fs;

    fn job(id: &str) -> Edit {
        Edit::SetNode(Box::new(Node::new(id, Kind::Job(Work::Noop))))
    }

    #[test]
    fn what_is_saved_is_opened_again() {
        let folder = tempfile::tempdir().expect("a temporary folder");
        let path = folder.path().join("bank.workflow.json");
        let mut document = Document::create(&path, Definition::empty("bank", "Bank", "UTC"));
        assert!(document.edit(&[job("fees")]));
        assert_eq!(document.saved, None);
        document.save(&path, LayoutFile::default()).expect("saved");
        assert_eq!(document.saved, document.hash());
        let again = Document::open(&path).expect("opened");
        assert_eq!(again.definition(), document.definition());
        assert!(folder.path().join("bank.layout.json").exists());
    }

    #[test]
    fn a_broken_file_is_opened_with_its_text_and_problems() {
        let folder = tempfile::tempdir().expect("a temporary folder");
        let path = folder.path().join("bank.workflow.json");
        fs::write(&path, "{ \"format\": 1, \"id\": ").expect("written");
        let mut document = Document::open(&path).expect("opened");
        assert!(document.definition().is_none());
        assert_eq!(document.text(), "{ \"format\": 1, \"id\": ");
        assert!(!document.file_problems().is_empty());
        assert!(!document.edit(&[job("fees")]), "there is nothing to edit");
        document.set_text(&file::write(&Definition::empty("bank", "Bank", "UTC")));
        assert!(document.definition().is_some());
    }

    #[test]
    fn the_layout_lies_beside_the_definition() {
        assert_eq!(layout_path(Path::new("w/bank.workflow.json")), Path::new("w/bank.layout.json"));
    }
}
