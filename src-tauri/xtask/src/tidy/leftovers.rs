//! Nothing is left for later in the tree: no unfinished marks, no tests switched off, no stray spaces.

use crate::{Finding, Source, Sources, syntax};

/// Written in two parts, so that this file does not trip over itself.
const UNFINISHED: [&str; 3] = [concat!("TO", "DO"), concat!("FIX", "ME"), concat!("XX", "X")];

/// Calls of the TypeScript test runners that leave tests out.
const LEAVES_OUT: [&str; 3] = [concat!(".sk", "ip("), concat!(".on", "ly("), concat!(".to", "do(")];

pub fn check(sources: &Sources) -> Vec<Finding> {
    sources.files.iter().filter(|file| is_written_by_people(file)).flat_map(one).collect()
}

/// Data and texts of others keep the form in which they came.
fn is_written_by_people(file: &Source) -> bool {
    !["csv", "svg"].contains(&file.ending()) && file.path != "LICENSE" && !file.path.ends_with("package-lock.json")
}

fn one(file: &Source) -> Vec<Finding> {
    let mut findings = Vec::new();
    for (index, line) in file.text.lines().enumerate() {
        let mut say = |message: String| findings.push(Finding::new(&file.path, index + 1, message));
        if line.ends_with([' ', '\t']) {
            say("ends in spaces".to_owned());
        }
        if let Some(mark) = UNFINISHED.iter().find(|mark| has_word(line, mark)) {
            say(format!("{mark}: finish it, or open an issue and say so there"));
        }
        if is_test(file) && LEAVES_OUT.iter().any(|call| line.contains(call)) {
            say("leaves a test out: repair it or remove it".to_owned());
        }
    }
    if !file.text.is_empty() && !file.text.ends_with('\n') {
        findings.push(Finding::new(&file.path, 0, "does not end in a newline"));
    }
    if file.ending() == "rs" {
        let ignored = syntax::read(&file.text).map(|syntax| syntax.ignored).unwrap_or_default();
        let message = "is an ignored test: repair it or remove it";
        findings.extend(
            ignored.iter().map(|place| Finding::new(&file.path, place.line, format!("{} {message}", place.text))),
        );
    }
    findings
}

fn is_test(file: &Source) -> bool {
    [".test.ts", ".test.tsx", ".test.js", ".spec.ts"].iter().any(|ending| file.path.ends_with(ending))
}

fn has_word(line: &str, word: &str) -> bool {
    line.match_indices(word).any(|(at, _)| {
        let before = line[..at].chars().next_back();
        let after = line[at + word.len()..].chars().next();
        ![before, after].into_iter().flatten().any(|next| next.is_alphanumeric() || next == '_')
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::sources::sample;

    #[test]
    fn catches_what_was_left() {
        let later = format!("// {}: later\n", UNFINISHED[0]);
        let out = format!("test{}'a', () => {{}});\n", LEAVES_OUT[0]);
        let files = [
            ("a.rs", later.as_str()),
            ("b.md", "ends so \n"),
            ("c.test.ts", out.as_str()),
            ("d.rs", "#[test]\n#[ignore]\nfn a() {}\n"),
            ("e.ts", "no newline"),
        ];
        assert_eq!(check(&sample(&files)).len(), 5);
    }

    #[test]
    fn lets_the_rest_pass() {
        let files =
            [("a.rs", "fn mastodon() {} // TODOS are a word\n"), ("b.csv", "a;b \n"), ("c.ts", "rows.skip(3);\n")];
        assert_eq!(check(&sample(&files)), []);
    }
}
