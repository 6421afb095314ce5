CREATE TABLE habits (
    -- What the pages of a source have in common: learnt page by page, and forgotten when the site changes.
    source_id TEXT PRIMARY KEY REFERENCES sources (id), -- The source
    version INTEGER NOT NULL, -- Counts up whenever pages would be read otherwise
    articles INTEGER NOT NULL, -- Different articles that taught it
    changed_at TEXT NOT NULL, -- UTC; when this row was last written
    learnt TEXT NOT NULL, -- JSON: where texts stand, what titles carry, which places hold, beginnings of furniture
    lines BLOB NOT NULL -- Lines that were seen, by hash: see `store.habits`
) STRICT;
