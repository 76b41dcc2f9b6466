//! The file format from outside: what is read and written again, and what is said of broken files.

mod arbitrary;

use daybreak_model::definition::Definition;
use daybreak_model::diagnostic::Diagnostic;
use daybreak_model::file::{self, read, read_bytes, read_calendar, write, write_calendar};
use proptest::prelude::*;

/// `text` with `good` replaced by `bad`, and the line and column of the mark `▸` in `bad`, which is not part of the text.
fn replaced(text: &str, good: &str, bad: &str) -> (String, u32, u32) {
    let marked = text.replacen(good, bad, 1);
    assert_ne!(marked, text, "the case changes nothing: {good}");
    let (before, _) = marked.split_once('▸').expect("the case marks the place of its problem");
    let line = before.lines().count().max(1);
    let column = before.rsplit('\n').next().unwrap_or_default().chars().count() + 1;
    (marked.replace('▸', ""), line as u32, column as u32)
}

fn broken(good: &str, bad: &str) -> Vec<Diagnostic> {
    read("night.workflow.json", &GOOD.replacen(good, bad, 1)).expect_err(bad)
}

/// Code, line, column and path of the first problem.
fn first(problems: &[Diagnostic]) -> (&str, u32, u32, &str) {
    let place = problems[0].place.as_ref().expect("a problem of a file has a place");
    assert_eq!(place.file, "night.workflow.json");
    (&problems[0].code, place.line, place.column, &problems[0].path)
}

const GOOD: &str = r#"{
  "format": 1,
  "id": "night",
  "name": "Night",
  "zone": "Asia/Shanghai",
  "deadline": "05:00+1",
  "systems": [{ "id": "core", "name": "核心", "colour": 1 }],
  "pools": [{ "id": "sessions", "name": "Sessions", "capacity": 4, "hours": [{ "from": "22:00", "to": "06:00", "capacity": 8 }] }],
  "nodes": [
    { "id": "begin", "kind": "begin" },
    { "id": "fees", "kind": "job", "system": "core", "work": { "command": { "argv": ["./fees.sh"] } }, "settings": { "duration": { "fixed": "20m" } } },
    { "id": "wait", "kind": "wait", "until": { "file": { "path": "in.csv", "stable": "30s" } } },
    { "id": "end", "kind": "end" }
  ],
  "edges": [
    { "from": "begin", "to": "fees" },
    { "from": "fees", "to": "end", "lag": "5m" }
  ]
}
"#;

#[test]
fn a_good_file_is_read() {
    let definition = read("night.workflow.json", GOOD).expect("the file is good");
    assert_eq!(definition.nodes.len(), 4);
    assert_eq!(
        read("night.workflow.json", &format!("\u{feff}{GOOD}")).expect("a byte-order mark is let pass"),
        definition
    );
    assert_eq!(read_bytes("night.workflow.json", GOOD.as_bytes()).expect("the file is good"), definition);
}

#[test]
fn each_problem_points_at_its_value() {
    let cases = [
        (r#""20m""#, r#"▸"20 parsecs""#, "F003", "/nodes/1/settings/duration/fixed"),
        (r#""5m""#, r#"▸"-5m""#, "F003", "/edges/1/lag"),
        (r#""05:00+1""#, r#"▸"25:00+1""#, "F003", "/deadline"),
        (r#""22:00""#, r#"▸"22""#, "F003", "/pools/0/hours/0/from"),
        (r#""capacity": 4"#, r#""capacity": ▸-4"#, "F003", "/pools/0/capacity"),
        (r#""capacity": 4"#, r#""capacity": ▸4e99"#, "F003", "/pools/0/capacity"),
        (r#""capacity": 4"#, r#""capacity": ▸1e999"#, "F003", "/pools/0/capacity"),
        (r#""capacity": 4"#, r#""capacity": ▸"4""#, "F003", "/pools/0/capacity"),
        (r#""colour": 1"#, r#""colour": ▸300"#, "F003", "/systems/0/colour"),
        (r#""colour": 1"#, r#"▸"color": 1"#, "F002", "/systems/0/color"),
        (r#""argv""#, r#"▸"args""#, "F002", "/nodes/1/work/command/args"),
        (r#""command""#, r#"▸"comand""#, "F003", "/nodes/1/work/comand"),
        (r#""kind": "wait""#, r#""kind": ▸"weit""#, "F003", "/nodes/2/kind"),
        (r#""kind": "wait", "until": "#, r#""kind": "job", "until": ▸"#, "F003", "/nodes/2/until"),
        (r#""id": "fees""#, r#""id": ▸"fees today""#, "F003", "/nodes/1/id"),
        (r#""id": "sessions""#, r#""id": ▸"""#, "F003", "/pools/0/id"),
        (r#"{ "id": "fees", "#, "▸{ ", "F003", "/nodes/1"),
        ("{\n  \"format\": 1,\n  \"id\": \"night\",", "▸{\n  \"format\": 1,", "F003", ""),
        (r#""zone": "Asia/Shanghai","#, r#""zone": ▸8,"#, "F003", "/zone"),
        (r#""name""#, r#"▸"nickname": 1, "name""#, "F002", "/nickname"),
        (r#""format": 1"#, r#""format": ▸2"#, "F005", "/format"),
        (r#""format": 1"#, r#""format": 1, ▸"format": 1"#, "F006", ""),
        (r#""format": 1"#, r#""format": ▸NaN"#, "F001", ""),
        ("\"format\": 1,\n  \"id\"", "\"format\": 1\n  ▸\"id\"", "F001", ""),
        (r#""name": "Night""#, r#""name": "Nig▸\ht""#, "F001", ""),
        (r#""name": "Night","#, r#""name": "Night▸"#, "F001", ""),
        (r#""lag": "5m" }"#, r#""lag": "5m", ▸}"#, "F001", ""),
    ];
    for (good, bad, code, path) in cases {
        let (text, line, column) = replaced(GOOD, good, bad);
        let problems = read("night.workflow.json", &text).expect_err(bad);
        assert_eq!(first(&problems), (code, line, column, path), "{bad}: {problems:#?}");
        assert_eq!(problems.len(), 1, "{problems:#?}");
    }
}

#[test]
fn a_slip_of_the_pen_gets_a_suggestion() {
    let problems = broken(r#""duration""#, r#""durration""#);
    assert_eq!(problems[0].help.as_deref(), Some("did you mean \"duration\"?"));
    assert_eq!(problems[0].node.as_ref().map(|n| n.as_str()), Some("fees"));
}

#[test]
fn every_bad_part_is_reported_in_order() {
    let text = GOOD
        .replace(r#""kind": "begin""#, r#""kind": "start""#)
        .replace(r#""20m""#, r#""20""#)
        .replace(r#""5m""#, "5")
        .replace(r#""05:00+1""#, "5")
        .replace(r#""name": "Night""#, r#""name": null"#);
    let problems = read("night.workflow.json", &text).expect_err("five parts are bad");
    let paths: Vec<&str> = problems.iter().map(|p| p.path.as_str()).collect();
    assert_eq!(paths, ["/name", "/deadline", "/nodes/0/kind", "/nodes/1/settings/duration/fixed", "/edges/1/lag"]);
}

#[test]
fn hostile_files_are_refused_in_good_order() {
    let code = |text: &str| read("x", text).expect_err("the file is hostile")[0].code.clone();
    assert_eq!(code(&"[".repeat(100_000)), file::LIMIT);
    assert_eq!(code(&format!("{}1{}", "{\"a\":".repeat(5000), "}".repeat(5000))), file::LIMIT);
    assert_eq!(code(""), file::NOT_JSON);
    assert_eq!(code("\u{feff}"), file::NOT_JSON);
    assert_eq!(code("{}"), file::FORMAT_VERSION);
    assert_eq!(code("[1, 2]"), file::WRONG_VALUE);
    assert_eq!(code(&format!("\"{}\"", "x".repeat(file::MAX_STRING_BYTES + 1))), file::LIMIT);
    let long_id = GOOD.replace(r#""id": "sessions""#, &format!(r#""id": "{}""#, "s".repeat(121)));
    assert_eq!(code(&long_id), file::LIMIT);
    assert_eq!(read_bytes("x", b"\xff\xfe{\x00").expect_err("UTF-16")[0].code, file::NOT_JSON);
    let not_utf8 = read_bytes("x", b"{\n  \"a\": \"\xe6\"").expect_err("a cut character");
    let place = not_utf8[0].place.as_ref().expect("a problem of a file has a place");
    assert_eq!((place.line, place.column), (2, 9));
}

#[test]
fn too_many_nodes_are_refused_and_a_hundred_thousand_read() {
    let nodes = |count: usize| {
        let list: Vec<String> = (0..count).map(|i| format!(r#"{{"id":"n{i}","kind":"job"}}"#)).collect();
        format!(r#"{{"format":1,"id":"x","name":"x","zone":"UTC","nodes":[{}]}}"#, list.join(","))
    };
    assert_eq!(read("x", &nodes(100_000)).expect("so many are allowed").nodes.len(), 100_000);
    let problems = read("x", &nodes(file::MAX_NODES + 1)).expect_err("too many");
    assert_eq!((problems[0].code.as_str(), problems[0].path.as_str()), (file::LIMIT, "/nodes"));
}

#[test]
fn many_problems_are_cut_off() {
    let text = GOOD.replace(r#""nodes": ["#, &format!(r#""nodes": [{}"#, "0,".repeat(5000)));
    let problems = read("x", &text).expect_err("5,000 elements are no nodes");
    assert!(problems.len() <= file::MAX_PROBLEMS);
}

#[test]
fn a_cut_file_never_panics_and_is_always_refused() {
    for end in (0..GOOD.len() - 3).filter(|end| GOOD.is_char_boundary(*end)) {
        assert_eq!(read("x", &GOOD[..end]).expect_err("the file is cut")[0].code, file::NOT_JSON);
    }
}

#[test]
fn an_edge_is_one_line_and_a_long_node_several() {
    let text = write(&read("night.workflow.json", GOOD).expect("the file is good"));
    assert!(text.contains("\n    { \"from\": \"fees\", \"to\": \"end\", \"lag\": \"5m\" }\n"), "{text}");
    assert!(text.contains("\n    {\n      \"id\": \"fees\",\n"), "{text}");
    assert!(text.ends_with("}\n"));
    assert!(text.lines().all(|line| line.chars().count() <= file::LINE), "{text}");
}

#[test]
fn calendars_are_read_written_and_refused_like_definitions() {
    let text = r#"{
  "format": 1, "id": "cn", "name": "China", "covers": { "from": "2026-01-01", "to": "2026-12-31" },
  "weekend": ["sat", "sun"],
  "holidays": { "2026-01-01": "New Year" },
  "working_days": { "2026-01-04": "make-up" }
}"#;
    let calendar = read_calendar("cn.calendar.json", text).expect("the calendar is good");
    assert_eq!(read_calendar("cn.calendar.json", &write_calendar(&calendar)), Ok(calendar));
    let cases = [
        (r#""2026-01-01": "New"#, r#"▸"2026-02-30": "New"#),
        (r#"{ "from": "2026-01-01", "to": "2026-12-31" }"#, r#"▸{ "from": "2026-01-01", "to": "2025-12-31" }"#),
        (r#""2026-12-31""#, r#"▸"+99999-12-31""#),
        (r#""sun""#, r#"▸"sunday""#),
    ];
    for (good, bad) in cases {
        let (text, line, column) = replaced(text, good, bad);
        let problems = read_calendar("cn.calendar.json", &text).expect_err(bad);
        let place = problems[0].place.as_ref().expect("a problem of a file has a place");
        assert_eq!((place.line, place.column), (line, column), "{problems:#?}");
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 200, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn what_is_written_is_read_back_equal(definition in arbitrary::definition()) {
        let text = write(&definition);
        let again = match read("x", &text) {
            Ok(again) => again,
            Err(problems) => return Err(TestCaseError::fail(format!("{problems:#?}\n{text}"))),
        };
        prop_assert_eq!(&again, &definition);
        prop_assert_eq!(write(&again), text);
    }

    #[test]
    fn formatting_does_not_matter(definition in arbitrary::definition()) {
        let value: serde_json::Value = serde_json::from_str(&write(&definition)).expect("what is written is JSON");
        let pretty = serde_json::to_string_pretty(&value).expect("a value has a text");
        prop_assert_eq!(read("x", &pretty), Ok(definition));
    }

    #[test]
    fn no_bytes_make_it_panic(bytes in proptest::collection::vec(any::<u8>(), 0..200)) {
        let _ = read_bytes("x", &bytes);
        let _ = file::read_calendar_bytes("x", &bytes);
    }

    #[test]
    fn no_slip_in_a_good_file_makes_it_panic(at in 0..GOOD.len(), byte in any::<u8>(), gone in 0..20_usize) {
        let mut bytes = GOOD.as_bytes().to_vec();
        let end = (at + gone).min(bytes.len());
        bytes.splice(at..end, [byte]);
        let _ = read_bytes("x", &bytes);
    }

    #[test]
    fn serde_and_the_reader_agree(definition in arbitrary::definition()) {
        let text = write(&definition);
        let by_serde: Definition = serde_json::from_str(&text).expect("serde reads what is written");
        prop_assert_eq!(by_serde, definition);
    }
}
