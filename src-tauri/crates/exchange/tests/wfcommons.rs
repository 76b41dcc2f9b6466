//! WfCommons instances: a small one, broken ones, and the public ones against their summary.

mod instances;

use daybreak_exchange::{Format, Import, ImportError, Options, import};

const SMALL: &str = r#"{
  "name": "small", "schemaVersion": "1.5",
  "workflow": {
    "specification": { "tasks": [
      { "name": "a", "id": "begin", "parents": [], "children": ["b 1"] },
      { "name": "b", "id": "b 1", "parents": ["begin"] },
      { "name": "c", "id": "b-1", "parents": ["begin"] }
    ] },
    "execution": {
      "tasks": [
        { "id": "begin", "runtimeInSeconds": 1.25, "machines": ["m1"] },
        { "id": "b 1", "runtimeInSeconds": 2, "coreCount": 2, "machines": ["m2", "m1"] },
        { "id": "b-1", "runtimeInSeconds": 3, "coreCount": 99 }
      ],
      "machines": [ { "nodeName": "m1", "cpu": { "coreCount": 4 } }, { "nodeName": "m2" } ]
    }
  }
}"#;

fn read_small(text: &str) -> Result<Import, ImportError> {
    import(Format::Wfcommons, "small", text, &Options::default())
}

#[test]
fn tasks_become_jobs_with_a_pool_for_each_set_of_machines() {
    let import = read_small(SMALL).expect("the instance is good");
    let definition = import.definition;
    let jobs: Vec<(&str, &str)> = definition.nodes.iter().map(|n| (n.id.as_str(), n.label())).collect();
    assert_eq!(jobs, [("begin", "begin"), ("begin-1", "begin"), ("b-1", "b 1"), ("b-1-3", "b-1"), ("end", "end")]);
    let pools: Vec<(&str, u32)> = definition.pools.iter().map(|p| (p.id.as_str(), p.capacity)).collect();
    assert_eq!(pools, [("m1", 4), ("2-machines", 5)]);
    let units: Vec<u32> = definition.nodes.iter().flat_map(|n| &n.uses).map(|u| u.units).collect();
    assert_eq!(units, [1, 2, 5]);
    assert!(import.notes.iter().any(|note| note.contains("more cores")));
    let network = instances::network(definition);
    assert_eq!((instances::critical_path(&network), instances::makespan(&network)), (4.25, 6.25));
}

#[test]
fn a_task_without_a_measure_takes_no_time_and_a_note_says_so() {
    let text = SMALL.replace(
        r#"{ "id": "b-1", "runtimeInSeconds": 3, "coreCount": 99 }"#,
        r#"{ "id": "x", "runtimeInSeconds": 3 }"#,
    );
    let import = read_small(&text).expect("the instance is good");
    assert!(import.notes.iter().any(|note| note.contains("no measured run time")));
}

#[test]
fn what_is_wrong_is_told_with_its_line() {
    let cases = [
        (r#""schemaVersion": "1.5""#, r#""schemaVersion": "1.4""#, 2),
        (r#""children": ["b 1"]"#, r#""children": ["d"]"#, 5),
        (r#""id": "b-1", "parents""#, r#""id": "b 1", "parents""#, 5),
        (r#""runtimeInSeconds": 1.25"#, r#""runtimeInSeconds": -1.25"#, 5),
        (r#""runtimeInSeconds": 1.25"#, r#""runtimeInSeconds": 1e300"#, 5),
        (r#""runtimeInSeconds": 1.25"#, r#""runtimeInSeconds": "1""#, 11),
        (r#""runtimeInSeconds": 1.25"#, r#""runtimeInSeconds": NaN"#, 11),
    ];
    for (good, bad, line) in cases {
        assert!(SMALL.contains(good), "{good}");
        let error = read_small(&SMALL.replace(good, bad)).expect_err(bad);
        assert_eq!(error.line, line, "{bad}: {error}");
    }
    for end in 0..SMALL.len() {
        assert!(read_small(&SMALL[..end]).is_err(), "cut at {end}");
    }
    assert!(read_small(&"[".repeat(100_000)).is_err());
}

#[test]
fn public_instances_are_read_as_they_are_known() {
    let Some(folder) = instances::data("wfinstances") else {
        return;
    };
    let instances = instances::archive(&folder.join("wfinstances_a.tar.xz"), ".json");
    let mut rows = instances::table(&folder.join("summary.csv"));
    rows.retain(|row| instances.contains_key(&row["file"]));
    assert_eq!((instances.len(), rows.len()), (84, 84));
    for row in rows {
        let name = &row["file"];
        let definition = import(Format::Wfcommons, name, &instances[name], &Options::default()).expect(name).definition;
        assert_eq!((definition.nodes.len() - 2).to_string(), row["tasks"], "{name}");
        let between = definition.edges.iter().filter(|e| e.from.as_str() != "begin" && e.to.as_str() != "end").count();
        assert_eq!(between.to_string(), row["edges"], "{name}");
        // Some published instances have a ring of tasks; that is for the checks to show.
        if row["tasks_in_cycles"] == "0" {
            let published: f64 = row["critical_path_s"].parse().expect("a number");
            let length = instances::critical_path(&instances::network(definition));
            assert!((length - published).abs() <= 0.06 + published * 1e-6, "{name}: {length} against {published}");
        }
    }
}
