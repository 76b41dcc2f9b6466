//! Whatever the text, an import ends with a definition or an error, and never with a panic.

use daybreak_exchange::{Format, Options, import};
use proptest::prelude::*;

/// Words that the three formats are made of, so that a text gets past the first line now and then.
fn words() -> impl Strategy<Value = String> {
    let word = proptest::sample::select(vec![
        "0",
        "1",
        "2",
        "3",
        "99999999999",
        "-1",
        "#",
        "\n",
        "\n",
        "jobs : 3\n",
        "- renewable : 1\n",
        "- nonrenewable : 0\n",
        "- doubly constrained : 0\n",
        "PRECEDENCE RELATIONS:\n\n",
        "REQUESTS/DURATIONS:\nx\n",
        "RESOURCEAVAILABILITIES:\nx\n",
        "1 1 1 2\n",
        "2 1 1 3\n",
        "3 1 0\n",
        "1 1 0 0\n",
        "{",
        "}",
        "[",
        "]",
        "\"name\":",
        "\"workflow\":",
        "é",
    ]);
    proptest::collection::vec(word, 0..30).prop_map(|words| words.join(" "))
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 256, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn no_text_makes_it_panic(text in prop_oneof![words(), "\\PC{0,60}"], priority_lft in any::<bool>()) {
        for format in [Format::Psplib, Format::Wfcommons, Format::Stg] {
            let _ = import(format, &text, &text, &Options { capacity: Some(0), priority_lft });
        }
    }
}
