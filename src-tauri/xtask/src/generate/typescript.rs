//! The TypeScript types of what crosses from the core to the page.

use std::any::TypeId;
use std::collections::{BTreeMap, BTreeSet};
use std::io;

use daybreak_model::{bundle, calendar, definition, diagnostic, edit, inherit};
use daybreak_workbench::asks;
use ts_rs::{Config, TS, TypeVisitor};

use super::Output;

const FOLDER: &str = "ui/src/generated/";
const NOTICE: &str = "// Generated from the Rust types by `make gen`. Do not edit.\n";

/// `model.ts` has the vocabulary; `asks.ts` the table of what the page may ask, with the types that only it needs.
pub fn outputs() -> io::Result<Vec<Output>> {
    let mut model = Declarations::new();
    model.visit::<definition::Definition>();
    model.visit::<calendar::Calendar>();
    model.visit::<bundle::Bundle>();
    model.visit::<diagnostic::Diagnostic>();
    model.visit::<edit::Edit>();
    model.visit::<inherit::Resolved>();
    let mut asked = model.beyond();
    asks::visit(&mut asked);
    let table = format!("{}\n{}", asks::interface(&asked.config), refreshes());
    Ok(vec![
        Output::new(format!("{FOLDER}model.ts"), model.file("", "")?),
        Output::new(format!("{FOLDER}asks.ts"), asked.file(&imports(&model, &asked, &table), &table)?),
    ])
}

/// Which asks' answers are stale after which ask has succeeded.
fn refreshes() -> String {
    let mut text = String::from("/** Asks whose answers are stale after the named one has succeeded. */\n");
    text.push_str("export const REFRESHES: { readonly [name in keyof Asks]?: readonly (keyof Asks)[] } = {\n");
    for ask in asks::TABLE.iter().filter(|ask| !ask.refreshes.is_empty()) {
        let quoted: Vec<String> = ask.refreshes.iter().map(|name| format!("'{name}'")).collect();
        text.push_str(&format!("  '{}': [{}],\n", ask.name, quoted.join(", ")));
    }
    text.push_str("};\n");
    text
}

/// The line that imports from the model what the asks' declarations name.
fn imports(model: &Declarations, asked: &Declarations, table: &str) -> String {
    let texts = asked.found.values().map(String::as_str).chain([table]);
    let code = texts.flat_map(str::lines).filter(|line| !is_comment(line));
    let words: BTreeSet<&str> = code.flat_map(|line| line.split(|end: char| !end.is_alphanumeric())).collect();
    let names: Vec<&str> = model.found.keys().map(String::as_str).filter(|name| words.contains(name)).collect();
    format!("import type {{ {} }} from './model';\n", names.join(", "))
}

fn is_comment(line: &str) -> bool {
    line.trim_start().starts_with(['*', '/'])
}

/// Types with all that they are made of, each declared once.
struct Declarations {
    config: Config,
    /// Types that were looked at, which ends recursion.
    seen: BTreeSet<TypeId>,
    /// Declarations by name.
    found: BTreeMap<String, String>,
    /// Names that two types have.
    clashes: BTreeSet<String>,
    /// Names that another file declares.
    elsewhere: BTreeSet<String>,
}

impl Declarations {
    fn new() -> Self {
        Self {
            // Whole numbers that cross are milliseconds, bytes and counters: all of them below 2^53.
            config: Config::new().with_large_int("number"),
            seen: BTreeSet::new(),
            found: BTreeMap::new(),
            clashes: BTreeSet::new(),
            elsewhere: BTreeSet::new(),
        }
    }

    /// Declarations for a file that imports from this one.
    fn beyond(&self) -> Self {
        Self { seen: self.seen.clone(), elsewhere: self.found.keys().cloned().collect(), ..Self::new() }
    }

    fn file(&self, imports: &str, end: &str) -> io::Result<String> {
        if !self.clashes.is_empty() {
            let clashes = format!("two types have the same name, rename one of each: {:?}", self.clashes);
            return Err(io::Error::other(clashes));
        }
        let parts = self.found.values().map(String::as_str).chain(std::iter::once(end).filter(|end| !end.is_empty()));
        let mut text = format!("{NOTICE}{imports}");
        for part in parts {
            text.push('\n');
            for line in part.lines() {
                text.push_str(line.trim_end());
                text.push('\n');
            }
        }
        Ok(text)
    }
}

impl TypeVisitor for Declarations {
    fn visit<T: TS + 'static + ?Sized>(&mut self) {
        if !self.seen.insert(TypeId::of::<T>()) {
            return;
        }
        // A type without a file of its own is written in place where it is used.
        if T::output_path().is_some() {
            let name = T::ident(&self.config);
            let docs = T::docs().unwrap_or_default();
            let declaration = format!("{docs}export {}\n", T::decl(&self.config));
            let is_known = self.elsewhere.contains(&name);
            let earlier = self.found.insert(name.clone(), declaration.clone());
            if is_known || earlier.is_some_and(|earlier| earlier != declaration) {
                self.clashes.insert(name);
            }
        }
        T::visit_dependencies(self);
        T::visit_generics(self);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[derive(TS)]
    #[expect(dead_code, reason = "only its shape is of interest")]
    struct Leaf {
        #[ts(optional)]
        count: Option<u64>,
    }

    #[derive(TS)]
    #[expect(dead_code, reason = "only its shape is of interest")]
    struct Tree {
        leaves: Vec<Leaf>,
        parts: Vec<Tree>,
    }

    mod other {
        #[derive(ts_rs::TS)]
        #[expect(dead_code, reason = "only its shape is of interest")]
        pub struct Leaf {
            colour: String,
        }
    }

    #[test]
    fn declares_each_type_once_and_its_parts_with_it() {
        let mut declarations = Declarations::new();
        declarations.visit::<Tree>();
        declarations.visit::<Leaf>();
        let text = declarations.file("", "").unwrap();
        assert_eq!(text.matches("export type").count(), 2, "{text}");
        assert!(text.contains("export type Leaf = { count?: number, };"), "{text}");
    }

    #[test]
    fn refuses_one_name_for_two_types() {
        let mut declarations = Declarations::new();
        declarations.visit::<Leaf>();
        declarations.visit::<other::Leaf>();
        assert!(declarations.file("", "").unwrap_err().to_string().contains("Leaf"));
    }

    #[test]
    fn imports_what_another_file_declares() {
        let mut model = Declarations::new();
        model.visit::<Leaf>();
        let mut asked = model.beyond();
        asked.visit::<Tree>();
        assert_eq!(asked.found.keys().collect::<Vec<_>>(), ["Tree"]);
        assert_eq!(imports(&model, &asked, ""), "import type { Leaf } from './model';\n");
    }
}
