-- Moments are milliseconds since the epoch; what only Rust looks into is JSON.

CREATE TABLE lease (
    id INTEGER PRIMARY KEY CHECK (id = 1),
    token INTEGER NOT NULL,
    pid INTEGER NOT NULL,
    since INTEGER NOT NULL
) STRICT;

CREATE TABLE settings (
    name TEXT PRIMARY KEY,
    value TEXT NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE revisions (
    hash TEXT PRIMARY KEY,
    workflow TEXT NOT NULL,
    number INTEGER NOT NULL,
    author TEXT NOT NULL,
    at INTEGER NOT NULL,
    folder TEXT NOT NULL,
    bundle TEXT NOT NULL,
    UNIQUE (workflow, number)
) STRICT;

-- The last publication of a workflow is what runs; an older revision may be published again.
CREATE TABLE publications (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    workflow TEXT NOT NULL,
    hash TEXT NOT NULL REFERENCES revisions (hash),
    person TEXT NOT NULL,
    at INTEGER NOT NULL
) STRICT;
CREATE INDEX publications_of_workflow ON publications (workflow, id);

CREATE TABLE changes (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    workflow TEXT NOT NULL,
    revision TEXT NOT NULL REFERENCES revisions (hash),
    state TEXT NOT NULL,
    author TEXT NOT NULL,
    title TEXT NOT NULL,
    created_at INTEGER NOT NULL,
    updated_at INTEGER NOT NULL,
    detail TEXT NOT NULL
) STRICT;

CREATE TABLE decisions (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    change INTEGER NOT NULL REFERENCES changes (id),
    decided TEXT NOT NULL
) STRICT;
CREATE INDEX decisions_of_change ON decisions (change, id);

CREATE TABLE audit (
    seq INTEGER PRIMARY KEY,
    at INTEGER NOT NULL,
    person TEXT NOT NULL,
    action TEXT NOT NULL,
    subject TEXT NOT NULL,
    reason TEXT NOT NULL,
    detail TEXT NOT NULL,
    hash TEXT NOT NULL
) STRICT;

CREATE TABLE runs (
    run TEXT PRIMARY KEY,
    workflow TEXT NOT NULL,
    revision TEXT NOT NULL REFERENCES revisions (hash),
    number INTEGER NOT NULL,
    business_date TEXT NOT NULL,
    started_by TEXT NOT NULL,
    parameters TEXT NOT NULL,
    started_at INTEGER NOT NULL,
    ended_at INTEGER,
    open INTEGER NOT NULL,
    head TEXT NOT NULL,
    counts TEXT NOT NULL
) STRICT;
CREATE INDEX runs_by_start ON runs (started_at);
CREATE INDEX runs_open ON runs (open) WHERE open = 1;

CREATE TABLE activities (
    run TEXT NOT NULL REFERENCES runs (run) ON DELETE CASCADE,
    node TEXT NOT NULL,
    part INTEGER NOT NULL,
    record TEXT NOT NULL,
    PRIMARY KEY (run, node, part)
) STRICT, WITHOUT ROWID;

-- The intent to start; committed before anything is spawned.
CREATE TABLE attempts (
    run TEXT NOT NULL REFERENCES runs (run) ON DELETE CASCADE,
    node TEXT NOT NULL,
    attempt INTEGER NOT NULL,
    token INTEGER NOT NULL,
    intended_at INTEGER NOT NULL,
    ended_at INTEGER,
    ended TEXT,
    PRIMARY KEY (run, node, attempt)
) STRICT, WITHOUT ROWID;

CREATE TABLE events (
    number INTEGER PRIMARY KEY AUTOINCREMENT,
    run TEXT NOT NULL,
    at INTEGER NOT NULL,
    what TEXT NOT NULL
) STRICT;
CREATE INDEX events_of_run ON events (run, number);

CREATE TABLE durations (
    workflow TEXT NOT NULL,
    node TEXT NOT NULL,
    business_date TEXT NOT NULL,
    day_class TEXT NOT NULL,
    run TEXT NOT NULL,
    attempt INTEGER NOT NULL,
    started_at INTEGER NOT NULL,
    ms INTEGER NOT NULL,
    PRIMARY KEY (workflow, node, run, attempt)
) STRICT, WITHOUT ROWID;

CREATE TABLE triggers (
    workflow TEXT NOT NULL,
    id TEXT NOT NULL,
    considered INTEGER NOT NULL,
    PRIMARY KEY (workflow, id)
) STRICT, WITHOUT ROWID;
