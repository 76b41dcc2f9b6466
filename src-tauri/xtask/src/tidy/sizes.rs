//! Small files, small functions.

use crate::{Finding, Source, Sources, syntax};

/// A file of any of these endings has fewer lines than this.
const FILES: [(&str, usize); 3] = [("rs", 500), ("ts", 500), ("tsx", 250)];

/// A Rust function, from its signature to its closing brace, has fewer lines than this.
const FUNCTION: usize = 70;

pub fn check(sources: &Sources) -> Vec<Finding> {
    sources.files.iter().filter(|file| !is_generated(file)).flat_map(one).collect()
}

fn is_generated(file: &Source) -> bool {
    file.path.contains("/generated/")
}

fn one(file: &Source) -> Vec<Finding> {
    let mut findings = Vec::new();
    let lines = file.text.lines().count();
    if let Some((_, limit)) = FILES.iter().find(|(ending, limit)| *ending == file.ending() && lines >= *limit) {
        let message = format!("{lines} lines: split it, a .{} file stays under {limit}", file.ending());
        findings.push(Finding::new(&file.path, 0, message));
    }
    if file.ending() == "rs" {
        let functions = syntax::read(&file.text).map(|syntax| syntax.functions).unwrap_or_default();
        findings.extend(functions.into_iter().filter(|(_, length)| *length >= FUNCTION).map(|(place, length)| {
            let message = format!("{} has {length} lines: a function stays under {FUNCTION}", place.text);
            Finding::new(&file.path, place.line, message)
        }));
    }
    findings
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::sources::sample;

    #[test]
    fn catches_long_files() {
        let long = "\n".repeat(250);
        assert_eq!(check(&sample(&[("a.tsx", &long), ("a.ts", &long), ("a.rs", &long)])).len(), 1);
        assert_eq!(check(&sample(&[("ui/src/generated/a.tsx", &long)])), []);
    }

    #[test]
    fn catches_long_functions() {
        let long = format!("/// Says.\nfn a() {{{}}}", "\n".repeat(69));
        let short = format!("/// Says.\nfn a() {{{}}}", "\n".repeat(68));
        assert_eq!(check(&sample(&[("a.rs", &long)])).len(), 1);
        assert_eq!(check(&sample(&[("a.rs", &short)])), []);
    }
}
