//! Names say what a thing is. A name that fits anything says nothing.

use crate::{Finding, Source, Sources, syntax};

const SAY_NOTHING: [&str; 6] = ["manager", "helper", "helpers", "util", "utils", "common"];

/// Words of TypeScript after which the name of a type or component follows.
const DECLARES: [&str; 5] = ["class ", "interface ", "type ", "enum ", "function "];

pub fn check(sources: &Sources) -> Vec<Finding> {
    sources
        .ending(&["rs", "ts", "tsx"])
        .flat_map(|file| {
            let stem = std::iter::once((0, file.stem().to_owned()));
            stem.chain(declared(file)).filter(|(_, name)| says_nothing(name)).map(|(line, name)| {
                let message = format!("the name {name} fits anything: say what it is");
                Finding::new(&file.path, line, message)
            })
        })
        .collect()
}

fn declared(file: &Source) -> Vec<(usize, String)> {
    if file.ending() == "rs" {
        let names = syntax::read(&file.text).map(|syntax| syntax.names).unwrap_or_default();
        return names.into_iter().map(|place| (place.line, place.text)).collect();
    }
    let name = |line: &str| {
        let line = line.trim_start().trim_start_matches("export ").trim_start_matches("default ");
        let rest = DECLARES.iter().find_map(|word| line.strip_prefix(word))?;
        let end = rest.find(|end: char| !end.is_alphanumeric()).unwrap_or(rest.len());
        Some(rest[..end].to_owned())
    };
    let lines = file.text.lines().enumerate();
    lines.filter_map(|(index, line)| Some((index + 1, name(line)?))).collect()
}

fn says_nothing(name: &str) -> bool {
    words(name).iter().any(|word| SAY_NOTHING.contains(&word.as_str()))
}

/// The words of a name in any of the usual spellings: `RunTable`, `run_table`, `run-table`.
fn words(name: &str) -> Vec<String> {
    let mut words: Vec<String> = vec![String::new()];
    for letter in name.chars() {
        if letter.is_uppercase() || !letter.is_alphanumeric() {
            words.push(String::new());
        }
        if let Some(word) = words.last_mut()
            && letter.is_alphanumeric()
        {
            word.extend(letter.to_lowercase());
        }
    }
    words
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::sources::sample;

    #[test]
    fn catches_names_that_fit_anything() {
        let files = [
            ("a/src/run_utils.rs", ""),
            ("a/src/b.rs", "struct RunManager; mod helpers {}"),
            ("ui/src/kit/common.ts", ""),
            ("ui/src/kit/d.tsx", "export default class TableHelper {}"),
        ];
        assert_eq!(check(&sample(&files)).len(), 5);
    }

    #[test]
    fn lets_longer_words_pass() {
        let files = [("a/src/b.rs", "struct Utilisation; enum Commonality {} fn manager() {}")];
        assert_eq!(check(&sample(&files)), []);
    }
}
