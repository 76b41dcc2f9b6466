//! One page for each rule of the checks, and the list of them.

use daybreak_check::{ALL, Page, pages};

use super::Output;

/// Holds nothing but what this module makes.
pub const FOLDER: &str = "src-tauri/crates/check/pages/";

pub fn outputs() -> Vec<Output> {
    let pages = pages();
    let mut outputs: Vec<Output> = pages.iter().map(|page| Output::new(path(page), &*page.markdown)).collect();
    outputs.push(Output::new(format!("{FOLDER}README.md"), list(&pages)));
    outputs
}

fn path(page: &Page) -> String {
    format!("{FOLDER}{}.md", page.code)
}

fn list(pages: &[Page]) -> String {
    let mut text = String::from("# What Daybreak checks\n\nGenerated from the rules by `make gen`.\n\n");
    text.push_str("| code | name | what it finds |\n| --- | --- | --- |\n");
    for (page, rule) in pages.iter().zip(ALL) {
        let row = format!("| [{0}]({0}.md) | {1} | {2} |\n", page.code, rule.name, rule.summary);
        text.push_str(&row);
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lists_every_rule_and_gives_it_a_page() {
        let outputs = outputs();
        assert_eq!(outputs.len(), ALL.len() + 1);
        let list = &outputs[ALL.len()].text;
        assert!(ALL.iter().all(|rule| list.contains(&format!("[{0}]({0}.md)", rule.code))));
    }
}
