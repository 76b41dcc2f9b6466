-- One attempt at one node in a past run; workflow is empty for nights of any workflow that has the nodes.
CREATE TABLE attempts (
    workflow TEXT NOT NULL,
    run TEXT NOT NULL,
    business_date TEXT,
    node TEXT NOT NULL,
    started INTEGER NOT NULL,
    ended INTEGER NOT NULL,
    status TEXT NOT NULL,
    resource TEXT,
    UNIQUE (workflow, run, node, started)
);
-- The forecast that was shown before a run; milliseconds.
CREATE TABLE forecasts (
    workflow TEXT NOT NULL,
    run TEXT NOT NULL,
    made_at INTEGER NOT NULL,
    p10 REAL NOT NULL,
    p50 REAL NOT NULL,
    p80 REAL NOT NULL,
    p90 REAL NOT NULL,
    p95 REAL NOT NULL,
    PRIMARY KEY (workflow, run)
);
