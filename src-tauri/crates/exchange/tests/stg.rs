//! Standard Task Graphs: a small one, broken ones, and the public ones against what is known of them.

mod instances;

use daybreak_exchange::{Format, Import, ImportError, Options, import};

const SMALL: &str = "3
          0          0          0
          1          9          1          0
          2          4          1          0
          3          5          2          1          2
          4          0          1          3
# Standard Task Graph Set Project
";

fn read_small(text: &str, capacity: Option<u32>) -> Result<Import, ImportError> {
    import(Format::Stg, "small", text, &Options { capacity, priority_lft: false })
}

#[test]
fn a_graph_becomes_jobs_of_one_pool() {
    let definition = read_small(SMALL, Some(4)).expect("the graph is good").definition;
    let ids: Vec<&str> = definition.nodes.iter().map(|n| n.id.as_str()).collect();
    assert_eq!(ids, ["begin", "task-1", "task-2", "task-3", "end"]);
    assert_eq!((definition.pools[0].id.as_str(), definition.pools[0].capacity), ("cpu", 4));
    assert_eq!(definition.edges.len(), 5);
    let network = instances::network(definition);
    assert_eq!(instances::critical_path(&network), 14.0);
    assert_eq!(instances::makespan(&network), 14.0);
    let alone = read_small(SMALL, None).expect("the graph is good").definition;
    assert_eq!(instances::makespan(&instances::network(alone)), 18.0);
}

#[test]
fn a_graph_without_dummies_gets_a_begin_and_an_end() {
    let bare = "2 8\n 1 6 0\n 2 3 1 1\n";
    let definition = read_small(bare, Some(1)).expect("the graph is good").definition;
    let ids: Vec<&str> = definition.nodes.iter().map(|n| n.id.as_str()).collect();
    assert_eq!(ids, ["begin", "task-1", "task-2", "end"]);
    assert_eq!(instances::makespan(&instances::network(definition)), 9.0);
    let nothing = read_small("0\n", Some(1)).expect("an empty graph is a graph").definition;
    assert_eq!((nothing.nodes.len(), nothing.edges.len()), (2, 1));
}

#[test]
fn what_is_wrong_is_told_with_its_line() {
    let cases = [
        ("3\n", "", 4),
        ("3\n", "9999999\n", 1),
        ("3\n", "x\n", 1),
        ("3\n", "30\n", 1),
        ("          1          9          1          0", "          1          9          2          0", 3),
        ("          1          9          1          0", "          1          9          1          7", 3),
        ("          1          9          1          0", "          1         -9          1          0", 3),
        ("          1          9          1          0", "          0          9          1          0", 3),
        ("          1          9          1          0", "          1", 3),
        ("          1          9          1          0", "          1 4000000000        1          0", 3),
        ("          4          0          1          3", "4 0 1 3\n5 0 1 3", 7),
    ];
    for (good, bad, line) in cases {
        let error = read_small(&SMALL.replacen(good, bad, 1), None).expect_err(bad);
        assert_eq!(error.line, line, "{bad}: {error}");
    }
    assert!(read_small("", None).is_err());
}

/// The critical path and the work are as published, and no single pass beats an optimum.
#[test]
fn public_graphs_are_read_as_they_are_known() {
    let Some(folder) = instances::data("stg") else {
        return;
    };
    let graphs = instances::archive(&folder.join("stg_a.tar.xz"), ".stg");
    let rows = instances::table(&folder.join("optimal_makespans.csv"));
    let mut seen = 0;
    for row in rows.iter().filter(|row| graphs.contains_key(&row["file"])) {
        let capacity = row["processors"].parse().expect("a number of processors");
        let options = Options { capacity: Some(capacity), priority_lft: false };
        let definition = import(Format::Stg, &row["file"], &graphs[&row["file"]], &options).expect("the graph is good");
        let network = instances::network(definition.definition);
        assert_eq!(instances::critical_path(&network).to_string(), row["critical_path"], "{}", row["file"]);
        let work: f64 = network.activities.iter().map(|a| a.estimate.planned().seconds()).sum();
        assert_eq!(work.to_string(), row["total_work"], "{}", row["file"]);
        let optimum: f64 = row["optimal_makespan"].parse().expect("a makespan");
        assert!(instances::makespan(&network) >= optimum, "{} on {capacity}", row["file"]);
        seen += 1;
    }
    assert!(seen > 300, "{seen}");
}
