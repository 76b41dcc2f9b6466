-- A revision has its number from its first publication on: what is never published uses none up.
ALTER TABLE revisions RENAME COLUMN number TO submission;
ALTER TABLE publications ADD COLUMN number INTEGER NOT NULL DEFAULT 0;
UPDATE publications SET number = (SELECT submission FROM revisions WHERE revisions.hash = publications.hash);
