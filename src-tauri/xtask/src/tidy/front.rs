//! Each crate's front page says what it owns, what it deliberately does not, and its invariants.

use crate::{Finding, Sources};

/// What a front page must speak of, and the words that show that it does.
const SPEAKS_OF: [(&str, &[&str]); 3] = [
    ("what it owns", &["own"]),
    ("what it deliberately does not", &["not", "no ", "nothing", "never"]),
    ("its invariants", &["invariant"]),
];

pub fn check(sources: &Sources) -> Vec<Finding> {
    sources
        .files
        .iter()
        .filter(|file| is_front(&file.path, sources))
        .flat_map(|file| {
            let page = page(&file.text);
            SPEAKS_OF
                .iter()
                .filter(move |(_, words)| !words.iter().any(|word| page.contains(word)))
                .map(|(what, _)| Finding::new(&file.path, 1, format!("the front page does not say {what}")))
        })
        .collect()
}

/// `lib.rs` of each crate; `main.rs` where there is no library.
fn is_front(path: &str, sources: &Sources) -> bool {
    if path.ends_with("/src/lib.rs") {
        return true;
    }
    path.strip_suffix("/src/main.rs").is_some_and(|folder| {
        let library = format!("{folder}/src/lib.rs");
        !sources.files.iter().any(|file| file.path == library)
    })
}

fn page(text: &str) -> String {
    let lines = text.lines().map_while(|line| line.strip_prefix("//!"));
    lines.collect::<String>().to_lowercase()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::sources::sample;

    #[test]
    fn wants_all_three() {
        let full = "//! It owns x, it does not do y.\n//! Invariants: z.\n";
        assert_eq!(check(&sample(&[("a/src/lib.rs", full), ("a/src/main.rs", "fn main() {}")])), []);
        assert_eq!(check(&sample(&[("b/src/lib.rs", "//! Does things.\n")])).len(), 3);
        assert_eq!(check(&sample(&[("c/src/main.rs", "fn main() {}\n")])).len(), 3);
    }
}
