//! The top level of the repository holds what the README's map names, and dotfiles.

use crate::Finding;

const ALLOWED: [&str; 10] =
    ["Cargo.lock", "Cargo.toml", "LICENSE", "Makefile", "README.md", "icons", "src-tauri", "tests", "ui", "workflows"];

/// What a build leaves there, which is not kept.
const BUILT: [&str; 1] = ["target"];

pub fn check(top: &[String]) -> Vec<Finding> {
    top.iter()
        .filter(|name| !name.starts_with('.') && !ALLOWED.contains(&name.as_str()) && !BUILT.contains(&name.as_str()))
        .map(|name| Finding::new(name, 0, format!("does not belong at the top level, which holds {ALLOWED:?}")))
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lets_only_the_map_lie_there() {
        let top = [".ci", "ui", "target", "notes.txt"].map(str::to_owned);
        let found = check(&top);
        assert_eq!(found.len(), 1);
        assert_eq!(found[0].path, "notes.txt");
    }
}
