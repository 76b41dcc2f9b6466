//! The TypeScript types of what crosses from the core to the page.

use std::any::TypeId;
use std::collections::{BTreeMap, BTreeSet};

use daybreak_model::{bundle, calendar, definition, diagnostic, edit, inherit};
use ts_rs::{Config, TS, TypeVisitor};

use super::Output;

const MODEL: &str = "ui/src/generated/model.ts";

pub fn outputs() -> Vec<Output> {
    let mut model = Declarations::new();
    model.add::<definition::Definition>();
    model.add::<calendar::Calendar>();
    model.add::<bundle::Bundle>();
    model.add::<diagnostic::Diagnostic>();
    model.add::<edit::Edit>();
    model.add::<inherit::Resolved>();
    vec![Output::new(MODEL, model.text())]
}

/// Types with all that they are made of, each declared once.
struct Declarations {
    config: Config,
    /// Types that were looked at, which ends recursion.
    seen: BTreeSet<TypeId>,
    /// Declarations by name.
    found: BTreeMap<String, String>,
}

impl Declarations {
    fn new() -> Self {
        // Whole numbers that cross are milliseconds, bytes and counters: all of them below 2^53.
        let config = Config::new().with_large_int("number");
        Self { config, seen: BTreeSet::new(), found: BTreeMap::new() }
    }

    fn add<T: TS + 'static + ?Sized>(&mut self) {
        self.visit::<T>();
    }

    fn text(&self) -> String {
        let mut text = String::from("// Generated from the Rust types by `make gen`. Do not edit.\n");
        for declaration in self.found.values() {
            text.push('\n');
            for line in declaration.lines() {
                text.push_str(line.trim_end());
                text.push('\n');
            }
        }
        text
    }
}

impl TypeVisitor for Declarations {
    fn visit<T: TS + 'static + ?Sized>(&mut self) {
        if !self.seen.insert(TypeId::of::<T>()) {
            return;
        }
        // A type without a file of its own is written in place where it is used.
        if T::output_path().is_some() {
            let docs = T::docs().unwrap_or_default();
            let declaration = format!("{docs}export {}\n", T::decl(&self.config));
            self.found.insert(T::ident(&self.config), declaration);
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

    #[test]
    fn declares_each_type_once_and_its_parts_with_it() {
        let mut declarations = Declarations::new();
        declarations.add::<Tree>();
        declarations.add::<Leaf>();
        let text = declarations.text();
        assert_eq!(text.matches("export type").count(), 2, "{text}");
        assert!(text.contains("export type Leaf = { count?: number, };"), "{text}");
    }
}
