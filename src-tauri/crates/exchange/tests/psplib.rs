//! PSPLIB projects: a small one, broken ones, and all public ones against their published and computed makespans.

mod instances;

use daybreak_exchange::{Format, Import, ImportError, Options, import};
use daybreak_model::file::{read, write};

const SMALL: &str = "\
************************************************************************
jobs (incl. supersource/sink ):  4
horizon                       :  9
RESOURCES
  - renewable                 :  2   R
  - nonrenewable              :  0   N
  - doubly constrained        :  0   D
************************************************************************
PRECEDENCE RELATIONS:
jobnr.    #modes  #successors   successors
   1        1          2           2   3
   2        1          1           4
   3        1          1           4
   4        1          0
************************************************************************
REQUESTS/DURATIONS:
jobnr. mode duration  R 1  R 2
------------------------------------------------------------------------
  1      1     0       0    0
  2      1     5       4    0
  3      1     4       0    1
  4      1     0       0    0
************************************************************************
RESOURCEAVAILABILITIES:
  R 1  R 2
   12    3
";

fn read_small(text: &str, options: Options) -> Result<Import, ImportError> {
    import(Format::Psplib, "small", text, &options)
}

#[test]
fn a_project_becomes_jobs_pools_and_edges() {
    let definition = read_small(SMALL, Options::default()).expect("the project is good").definition;
    let ids: Vec<&str> = definition.nodes.iter().map(|n| n.id.as_str()).collect();
    assert_eq!(ids, ["begin", "job-2", "job-3", "end"]);
    let pools: Vec<(&str, u32)> = definition.pools.iter().map(|p| (p.id.as_str(), p.capacity)).collect();
    assert_eq!(pools, [("R1", 12), ("R2", 3)]);
    assert_eq!(definition.nodes[1].uses.len(), 1);
    assert_eq!(definition.nodes[1].uses[0].units, 4);
    assert_eq!(definition.edges.len(), 4);
    assert!(definition.nodes.iter().all(|n| n.settings.priority.is_none()));
    assert_eq!(read("small", &write(&definition)), Ok(definition));
}

#[test]
fn the_earlier_a_job_must_finish_the_higher_its_priority() {
    // Job 2 before 3: the longest path is 9 seconds, so job 2 must finish by 5 and job 3 by 9.
    let chain = SMALL.replace("   2        1          1           4", "   2        1          1           3");
    let options = Options { priority_lft: true, ..Options::default() };
    let definition = read_small(&chain, options).expect("the project is good").definition;
    let priorities: Vec<Option<i32>> = definition.nodes.iter().map(|n| n.settings.priority).collect();
    assert_eq!(priorities, [None, Some(1), Some(0), None]);
    // Beside each other both may finish as late as the path is long.
    let definition = read_small(SMALL, options).expect("the project is good").definition;
    assert_eq!(definition.nodes[1].settings.priority, definition.nodes[2].settings.priority);
}

#[test]
fn a_ring_gets_no_priorities_but_a_note() {
    let ring = SMALL.replace("   3        1          1           4", "   3        1          2           2   4");
    let ring = ring.replace("   2        1          1           4", "   2        1          1           3");
    let options = Options { priority_lft: true, ..Options::default() };
    let import = read_small(&ring, options).expect("a ring is for the checks to show");
    assert!(import.notes.iter().any(|note| note.contains("cycle")));
}

#[test]
fn what_is_wrong_is_told_with_its_line() {
    let cases = [
        ("supersource/sink ):  4", "supersource/sink ):  four", 2),
        ("supersource/sink ):  4", "supersource/sink ):  4000000", 2),
        ("supersource/sink ):  4", "supersource/sink ):  5", 15),
        ("- nonrenewable              :  0", "- nonrenewable              :  1", 6),
        ("   2        1          1           4", "   2        2          1           4", 12),
        ("   2        1          1           4", "   2        1          2           4", 12),
        ("   2        1          1           4", "   2        1          1           9", 12),
        ("   2        1          1           4", "   3        1          1           4", 12),
        ("   2        1          1           4", "   2        1          1           0", 12),
        ("  2      1     5       4    0", "  2      1     5       4", 20),
        ("  2      1     5       4    0", "  2      1     -5      4    0", 20),
        ("  2      1     5       4    0", "  2      1  4000000000  4    0", 20),
        ("   12    3", "   12", 26),
        ("RESOURCEAVAILABILITIES:", "RESOURCES:", 22),
    ];
    for (good, bad, line) in cases {
        assert!(SMALL.contains(good), "{good}");
        let error = read_small(&SMALL.replace(good, bad), Options::default()).expect_err(bad);
        assert_eq!(error.line, line, "{bad}: {error}");
    }
}

#[test]
fn a_cut_or_mangled_file_never_panics() {
    for end in 0..SMALL.len() - 12 {
        assert!(read_small(&SMALL[..end], Options::default()).is_err(), "cut at {end}");
    }
    for (at, _) in SMALL.char_indices() {
        let _ = read_small(
            &format!("{}9{}", &SMALL[..at], &SMALL[at + 1..]),
            Options { priority_lft: true, ..Options::default() },
        );
    }
}

#[test]
fn single_passes_have_the_published_makespans() {
    for set in ["j30", "j60"] {
        let Some(folder) = instances::data("psplib") else {
            return;
        };
        let instances = instances::archive(&folder.join(format!("{set}.tar.xz")), ".sm");
        let rows = instances::table(&folder.join(format!("single_pass_{set}.csv")));
        assert_eq!(rows.len(), 480);
        for row in rows {
            let name = &row["instance"];
            let text = &instances[&format!("{set}/{name}.sm")];
            for (column, priority_lft) in [("dispatch_equal_priority", false), ("dispatch_priority_lft", true)] {
                let options = Options { capacity: None, priority_lft };
                let definition = import(Format::Psplib, name, text, &options).expect("the instance is good").definition;
                assert_eq!(
                    instances::makespan(&instances::network(definition)).to_string(),
                    row[column],
                    "{name} {column}"
                );
            }
        }
    }
}

#[test]
fn every_instance_is_read_with_its_critical_path() {
    let Some(folder) = instances::data("psplib") else {
        return;
    };
    let mut instances = instances::archive(&folder.join("j30.tar.xz"), ".sm");
    instances.extend(instances::archive(&folder.join("j60.tar.xz"), ".sm"));
    instances.extend(instances::archive(&folder.join("j120_odd.tar.xz"), ".sm"));
    let mut bounds = instances::table(&folder.join("best_known.csv"));
    bounds.retain(|row| instances.keys().any(|name| name.ends_with(&format!("/{}.sm", row["instance"]))));
    assert_eq!((instances.len(), bounds.len()), (1260, 1260));
    for row in bounds {
        let file = instances.iter().find(|(name, _)| name.ends_with(&format!("/{}.sm", row["instance"])));
        let (name, text) = file.expect("the instance is there");
        let definition =
            import(Format::Psplib, name, text, &Options::default()).expect("the instance is good").definition;
        assert_eq!(definition.nodes.len().to_string(), row["jobs_incl_dummies"], "{name}");
        assert_eq!(
            instances::critical_path(&instances::network(definition)).to_string(),
            row["critical_path_lb"],
            "{name}"
        );
    }
}
