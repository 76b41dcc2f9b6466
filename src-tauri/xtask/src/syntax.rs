//! What the rules want to know of a Rust file, read from its syntax tree: no rule matches on raw text
//! where a string literal or a comment could mislead it.

use proc_macro2::{Span, TokenStream, TokenTree};
use syn::spanned::Spanned;
use syn::visit::{self, Visit};

/// What one Rust file says, outside its tests where so noted.
#[derive(Debug, Default)]
pub struct Syntax {
    /// Paths in `use`, in expressions, in types and in macros, outside tests: `std::fs::read`.
    pub paths: Vec<Place>,
    /// Names of types, traits and modules.
    pub names: Vec<Place>,
    /// Functions with their length in lines.
    pub functions: Vec<(Place, usize)>,
    /// Modules that exist only in tests: `mod tests;` under `#[cfg(test)]`.
    pub test_modules: Vec<String>,
    /// Tests that are switched off.
    pub ignored: Vec<Place>,
}

/// A name or path, and its line counted from 1.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Place {
    pub text: String,
    pub line: usize,
}

impl Place {
    fn new(text: impl Into<String>, span: Span) -> Self {
        Self { text: text.into(), line: span.start().line }
    }
}

/// Reads one Rust file; `None` when it does not parse, which the compiler will say better.
#[must_use]
pub fn read(text: &str) -> Option<Syntax> {
    let file = syn::parse_file(text).ok()?;
    let mut reader = Reader::default();
    reader.visit_file(&file);
    Some(reader.found)
}

#[derive(Default)]
struct Reader {
    found: Syntax,
    /// How many items around this place exist only in tests.
    in_tests: usize,
}

impl Reader {
    fn path(&mut self, text: String, span: Span) {
        if self.in_tests == 0 {
            self.found.paths.push(Place::new(text, span));
        }
    }

    fn name(&mut self, ident: &syn::Ident) {
        self.found.names.push(Place::new(ident.to_string(), ident.span()));
    }

    fn function(&mut self, signature: &syn::Signature, attributes: &[syn::Attribute], body: &syn::Block) {
        let length = body.span().end().line + 1 - signature.span().start().line;
        let place = Place::new(signature.ident.to_string(), signature.ident.span());
        if attributes.iter().any(|attribute| attribute.path().is_ident("ignore")) {
            self.found.ignored.push(place.clone());
        }
        self.found.functions.push((place, length));
    }

    fn uses(&mut self, prefix: &str, tree: &syn::UseTree) {
        let join = |ident: &syn::Ident| format!("{prefix}{ident}");
        match tree {
            syn::UseTree::Path(path) => self.uses(&format!("{}::", join(&path.ident)), &path.tree),
            syn::UseTree::Name(name) => self.path(join(&name.ident), name.span()),
            syn::UseTree::Rename(rename) => self.path(join(&rename.ident), rename.span()),
            syn::UseTree::Glob(glob) => self.path(format!("{prefix}*"), glob.span()),
            syn::UseTree::Group(group) => group.items.iter().for_each(|item| self.uses(prefix, item)),
        }
    }

    /// Macros hide their insides from the syntax tree, so their paths are put together from tokens.
    fn tokens(&mut self, tokens: TokenStream) {
        let mut path = String::new();
        let mut start = Span::call_site();
        for token in tokens {
            match token {
                TokenTree::Ident(ident) if path.is_empty() || path.ends_with("::") => {
                    if path.is_empty() {
                        start = ident.span();
                    }
                    path.push_str(&ident.to_string());
                }
                TokenTree::Punct(punct) if punct.as_char() == ':' && !path.is_empty() => path.push(':'),
                other => {
                    self.path(std::mem::take(&mut path), start);
                    if let TokenTree::Group(group) = other {
                        self.tokens(group.stream());
                    }
                }
            }
        }
        self.path(path, start);
    }

    fn within(&mut self, attributes: &[syn::Attribute], look: impl FnOnce(&mut Self)) {
        let test = usize::from(attributes.iter().any(is_test));
        self.in_tests += test;
        look(self);
        self.in_tests -= test;
    }
}

fn is_test(attribute: &syn::Attribute) -> bool {
    let says_test = |list: &syn::MetaList| list.tokens.to_string() == "test";
    attribute.path().is_ident("test")
        || (attribute.path().is_ident("cfg") && attribute.meta.require_list().is_ok_and(says_test))
}

impl<'ast> Visit<'ast> for Reader {
    fn visit_item_mod(&mut self, item: &'ast syn::ItemMod) {
        self.name(&item.ident);
        if item.content.is_none() && item.attrs.iter().any(is_test) {
            self.found.test_modules.push(item.ident.to_string());
        }
        self.within(&item.attrs, |reader| visit::visit_item_mod(reader, item));
    }

    fn visit_item_fn(&mut self, item: &'ast syn::ItemFn) {
        self.function(&item.sig, &item.attrs, &item.block);
        self.within(&item.attrs, |reader| visit::visit_item_fn(reader, item));
    }

    fn visit_impl_item_fn(&mut self, item: &'ast syn::ImplItemFn) {
        self.function(&item.sig, &item.attrs, &item.block);
        self.within(&item.attrs, |reader| visit::visit_impl_item_fn(reader, item));
    }

    fn visit_item_impl(&mut self, item: &'ast syn::ItemImpl) {
        self.within(&item.attrs, |reader| visit::visit_item_impl(reader, item));
    }

    fn visit_item_use(&mut self, item: &'ast syn::ItemUse) {
        self.within(&item.attrs, |reader| reader.uses("", &item.tree));
    }

    fn visit_item_struct(&mut self, item: &'ast syn::ItemStruct) {
        self.name(&item.ident);
        visit::visit_item_struct(self, item);
    }

    fn visit_item_enum(&mut self, item: &'ast syn::ItemEnum) {
        self.name(&item.ident);
        visit::visit_item_enum(self, item);
    }

    fn visit_item_trait(&mut self, item: &'ast syn::ItemTrait) {
        self.name(&item.ident);
        visit::visit_item_trait(self, item);
    }

    fn visit_item_type(&mut self, item: &'ast syn::ItemType) {
        self.name(&item.ident);
        visit::visit_item_type(self, item);
    }

    fn visit_path(&mut self, path: &'ast syn::Path) {
        let parts: Vec<String> = path.segments.iter().map(|part| part.ident.to_string()).collect();
        self.path(parts.join("::"), path.span());
        visit::visit_path(self, path);
    }

    fn visit_macro(&mut self, invocation: &'ast syn::Macro) {
        self.tokens(invocation.tokens.clone());
        visit::visit_macro(self, invocation);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn paths(text: &str) -> Vec<String> {
        let syntax = read(text).unwrap();
        syntax.paths.into_iter().map(|place| place.text).collect()
    }

    #[test]
    fn spells_out_grouped_uses() {
        assert_eq!(paths("use std::{fs, time::{Instant as Now}};"), ["std::fs", "std::time::Instant"]);
    }

    #[test]
    fn sees_through_macros() {
        assert!(paths("fn a() { assert!(ok, Utc::now()); }").contains(&"Utc::now".to_owned()));
    }

    #[test]
    fn leaves_tests_out() {
        let text = "#[cfg(test)] mod tests { use std::fs; }\n#[cfg(test)] mod more;";
        assert_eq!(paths(text), Vec::<String>::new());
        assert_eq!(read(text).unwrap().test_modules, ["more"]);
    }

    #[test]
    fn measures_functions_and_sees_the_ignored() {
        let syntax = read("/// Says.\n#[test]\n#[ignore]\nfn a() {\n}\n").unwrap();
        assert_eq!(syntax.functions[0].1, 2);
        assert_eq!(syntax.ignored[0].text, "a");
    }
}
