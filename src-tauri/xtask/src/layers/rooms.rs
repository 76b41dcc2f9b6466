//! Which room of the user interface may know which. A feature never knows another feature, and nothing
//! but the backend room speaks to the core.

use crate::{Finding, Source, Sources};

const UI: &str = "ui/src/";

/// A room under `ui/src`, and those it may import from besides itself.
const ROOMS: [(&str, &[&str]); 8] = [
    ("generated", &[]),
    ("lib", &[]),
    ("kit", &["lib"]),
    ("backend", &["generated", "lib"]),
    ("document", &["generated", "lib", "backend"]),
    ("canvas", &["generated", "lib", "kit", "document"]),
    ("features", &["generated", "lib", "kit", "backend", "document", "canvas"]),
    ("app", &["generated", "lib", "kit", "backend", "document", "canvas", "features"]),
];

/// Packages that only one room may know.
const RESERVED: [(&str, &str); 2] = [("@tauri-apps/", "backend"), ("@xyflow/", "canvas")];

pub fn check(sources: &Sources) -> Vec<Finding> {
    sources
        .under(UI)
        .filter(|file| ["ts", "tsx"].contains(&file.ending()))
        .flat_map(|file| imports(&file.text).into_iter().filter_map(|(line, target)| broken(file, line, &target)))
        .collect()
}

fn broken(file: &Source, line: usize, target: &str) -> Option<Finding> {
    let from = room(&file.path)?;
    if let Some((package, owner)) = RESERVED.iter().find(|(package, _)| target.starts_with(package)) {
        let message = format!("only {owner} may import {package}*");
        return (from.name != *owner).then(|| Finding::new(&file.path, line, message));
    }
    let path = resolve(&file.path, target)?;
    let Some(to) = room(&path) else {
        let message = format!("{target} leads out of {UI}, or to no room of it");
        return (!is_entry(&file.path)).then(|| Finding::new(&file.path, line, message));
    };
    let (_, allowed) = ROOMS.iter().find(|(name, _)| *name == from.name)?;
    let another_feature = from.name == "features" && to.name == "features" && from.feature != to.feature;
    if another_feature || (from.name != to.name && !allowed.contains(&to.name.as_str())) {
        let message = format!("{} may not import from {}: {target}", from.words(), to.words());
        return Some(Finding::new(&file.path, line, message));
    }
    None
}

/// Files beside the rooms start the program or set up its tests, and may know everything.
fn is_entry(path: &str) -> bool {
    path.strip_prefix(UI).is_some_and(|rest| !rest.contains('/'))
}

struct Room {
    name: String,
    feature: String,
}

impl Room {
    fn words(&self) -> String {
        match self.name.as_str() {
            "features" => format!("the feature {}", self.feature),
            name => name.to_owned(),
        }
    }
}

fn room(path: &str) -> Option<Room> {
    let mut parts = path.strip_prefix(UI)?.split('/');
    let name = parts.next()?.to_owned();
    let known = ROOMS.iter().any(|(room, _)| *room == name);
    known.then(|| Room { name, feature: parts.next().unwrap_or_default().to_owned() })
}

/// The file that an import means, relative to the workspace's root; `None` for packages.
fn resolve(file: &str, target: &str) -> Option<String> {
    if let Some(rest) = target.strip_prefix("@/") {
        return Some(format!("{UI}{rest}"));
    }
    if !target.starts_with('.') {
        return None;
    }
    let mut parts: Vec<&str> = file.split('/').collect();
    parts.pop();
    for part in target.split('/') {
        match part {
            "." => {}
            ".." => drop(parts.pop()),
            other => parts.push(other),
        }
    }
    Some(parts.join("/"))
}

/// What a file imports, with the line: `from '...'`, `import '...'` and `import('...')`.
fn imports(text: &str) -> Vec<(usize, String)> {
    let mut found = Vec::new();
    for (index, line) in text.lines().enumerate() {
        let code = line.split("//").next().unwrap_or_default();
        for opening in ["from '", "from \"", "import '", "import \"", "import('", "import(\""] {
            if let Some((before, rest)) = code.split_once(opening)
                && !before.ends_with(|end: char| end.is_alphanumeric())
                && let Some((target, _)) = rest.split_once(['\'', '"'])
            {
                found.push((index + 1, target.to_owned()));
            }
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::sources::sample;

    fn findings(path: &str, text: &str) -> usize {
        check(&sample(&[(path, text)])).len()
    }

    #[test]
    fn the_table_has_no_arrow_upwards() {
        for (index, (name, allowed)) in ROOMS.iter().enumerate() {
            for below in *allowed {
                let place = ROOMS.iter().position(|(other, _)| other == below);
                assert!(place.is_some_and(|place| place < index), "{name} -> {below}");
            }
        }
    }

    #[test]
    fn catches_arrows_upwards() {
        assert_eq!(findings("ui/src/lib/time.ts", "import { a } from '@/kit/button';"), 1);
        assert_eq!(findings("ui/src/kit/a.tsx", "const b = import('../features/monitor');"), 1);
        assert_eq!(findings("ui/src/features/monitor/a.tsx", "import x from '@/features/changes/b';"), 1);
        assert_eq!(findings("ui/src/features/monitor/a.tsx", "import { invoke } from '@tauri-apps/api/core';"), 1);
    }

    #[test]
    fn lets_arrows_down_pass() {
        assert_eq!(findings("ui/src/features/monitor/a.tsx", "import x from './b';\nimport y from '@/kit/z';"), 0);
        assert_eq!(findings("ui/src/app/a.tsx", "import('@/features/monitor');\nimport 'react';"), 0);
        assert_eq!(findings("ui/src/main.tsx", "import { App } from './app/frame';"), 0);
    }
}
