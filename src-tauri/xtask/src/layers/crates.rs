//! Which crate may know which. Arrows point down this table and never up; tests may look anywhere.

use std::io;
use std::path::Path;
use std::process::Command;

use crate::Finding;

/// A crate of ours, without its `daybreak-`, and those it may depend on. Each may name only crates above it.
const LAYERS: [(&str, &[&str]); 21] = [
    ("model", &[]),
    ("layout", &["model"]),
    ("check", &["model"]),
    ("run", &["model"]),
    ("simulation", &["model", "run"]),
    ("scenario", &["model"]),
    ("optimise", &["model", "run", "simulation"]),
    ("advise", &["model", "run", "simulation", "scenario", "optimise"]),
    ("history", &["model", "run", "simulation"]),
    ("change", &["model"]),
    ("exchange", &["model"]),
    ("wire", &["model", "layout", "check", "run", "simulation", "scenario", "optimise", "advise", "history", "change"]),
    ("store", &["model", "run", "history", "change"]),
    ("engine", &["model", "run", "change", "store"]),
    ("server", &["model", "check", "run", "simulation", "history", "change", "wire", "store", "engine"]),
    ("client", &["model", "wire"]),
    (
        "workbench",
        &[
            "model",
            "layout",
            "check",
            "run",
            "simulation",
            "scenario",
            "optimise",
            "advise",
            "history",
            "change",
            "exchange",
            "wire",
            "store",
            "client",
        ],
    ),
    ("cli", EVERYTHING_BELOW_THE_COMMAND_LINE),
    ("window", &["model", "wire", "client", "workbench"]),
    ("tests", EVERYTHING_BUT_THE_WINDOW),
    ("xtask", EVERYTHING_BUT_THE_WINDOW),
];

/// All but the last of what follows.
const EVERYTHING_BELOW_THE_COMMAND_LINE: &[&str] =
    EVERYTHING_BUT_THE_WINDOW.split_at(EVERYTHING_BUT_THE_WINDOW.len() - 1).0;

/// In the order of the layers, the command line last.
const EVERYTHING_BUT_THE_WINDOW: &[&str] = &[
    "model",
    "layout",
    "check",
    "run",
    "simulation",
    "scenario",
    "optimise",
    "advise",
    "history",
    "change",
    "exchange",
    "wire",
    "store",
    "engine",
    "server",
    "client",
    "workbench",
    "cli",
];

/// Crates of others that only one crate of ours may know, by the beginning of their name.
const RESERVED: [(&str, &[&str]); 4] =
    [("tauri", &["window"]), ("rusqlite", &["store"]), ("axum", &["server"]), ("reqwest", &["client", "engine"])];

/// A dependency that a manifest declares, tests' own ones left out.
#[derive(Debug, PartialEq, Eq)]
pub struct Dependency {
    /// The manifest, relative to the workspace's root.
    pub manifest: String,
    pub from: String,
    pub to: String,
}

/// What every manifest of the workspace declares.
pub fn declared(root: &Path) -> io::Result<Vec<Dependency>> {
    let output = Command::new(env!("CARGO"))
        .args(["metadata", "--format-version", "1", "--no-deps", "--offline"])
        .current_dir(root)
        .output()?;
    if !output.status.success() {
        let said = String::from_utf8_lossy(&output.stderr).into_owned();
        return Err(io::Error::other(format!("cargo metadata failed: {said}")));
    }
    let metadata: serde_json::Value = serde_json::from_slice(&output.stdout)?;
    Ok(dependencies(&metadata, root))
}

fn dependencies(metadata: &serde_json::Value, root: &Path) -> Vec<Dependency> {
    let list = |value: &serde_json::Value| value.as_array().cloned().unwrap_or_default();
    let text = |value: &serde_json::Value| value.as_str().unwrap_or_default().to_owned();
    let mut found = Vec::new();
    for package in list(&metadata["packages"]) {
        let manifest = text(&package["manifest_path"]);
        let manifest = Path::new(&manifest);
        let manifest = manifest.strip_prefix(root).unwrap_or(manifest).display().to_string();
        for dependency in list(&package["dependencies"]) {
            if dependency["kind"] != "dev" {
                found.push(Dependency {
                    manifest: manifest.clone(),
                    from: ours(&text(&package["name"])),
                    to: text(&dependency["name"]),
                });
            }
        }
    }
    found
}

/// What the manifests declare against the table.
pub fn check(declared: &[Dependency]) -> Vec<Finding> {
    declared.iter().filter_map(broken).collect()
}

fn broken(dependency: &Dependency) -> Option<Finding> {
    let Dependency { manifest, from, to } = dependency;
    let Some((_, allowed)) = LAYERS.iter().find(|(name, _)| name == from) else {
        let message = format!("the crate {from} has no place in the table of layers: give it one in xtask");
        return Some(Finding::new(manifest, 0, message));
    };
    if to.starts_with("daybreak-") && !allowed.contains(&ours(to).as_str()) {
        let message = format!("{from} may not know {}: it may know {allowed:?}", ours(to));
        return Some(Finding::new(manifest, 0, message));
    }
    let (_, owners) = RESERVED.iter().find(|(name, _)| is_or_belongs_to(to, name))?;
    (!owners.contains(&from.as_str())).then(|| {
        let message = format!("{from} may not know {to}: only {owners:?} may");
        Finding::new(manifest, 0, message)
    })
}

fn is_or_belongs_to(package: &str, name: &str) -> bool {
    package == name || package.starts_with(&format!("{name}-"))
}

fn ours(package: &str) -> String {
    package.strip_prefix("daybreak-").unwrap_or(package).to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn dependency(from: &str, to: &str) -> Dependency {
        Dependency { manifest: "Cargo.toml".to_owned(), from: from.to_owned(), to: to.to_owned() }
    }

    #[test]
    fn the_table_has_no_arrow_upwards() {
        for (index, (name, allowed)) in LAYERS.iter().enumerate() {
            for below in *allowed {
                let place = LAYERS.iter().position(|(other, _)| other == below);
                assert!(place.is_some_and(|place| place < index), "{name} -> {below}");
            }
        }
    }

    #[test]
    fn lets_arrows_down_pass() {
        assert_eq!(check(&[dependency("engine", "daybreak-store"), dependency("store", "rusqlite")]), []);
    }

    #[test]
    fn catches_an_arrow_upwards_and_a_reserved_crate() {
        assert_eq!(check(&[dependency("run", "daybreak-store")]).len(), 1);
        assert_eq!(check(&[dependency("engine", "rusqlite")]).len(), 1);
        assert_eq!(check(&[dependency("workbench", "tauri-plugin-dialog")]).len(), 1);
        assert_eq!(check(&[dependency("newcomer", "serde")]).len(), 1);
    }

    #[test]
    fn reads_what_cargo_says() {
        let metadata = serde_json::json!({ "packages": [{
            "name": "daybreak-run",
            "manifest_path": "/w/run/Cargo.toml",
            "dependencies": [{ "name": "serde", "kind": null }, { "name": "proptest", "kind": "dev" }],
        }]});
        let found = dependencies(&metadata, Path::new("/w"));
        assert_eq!(found.len(), 1);
        assert_eq!((found[0].manifest.as_str(), found[0].to.as_str()), ("run/Cargo.toml", "serde"));
    }
}
