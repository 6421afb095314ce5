CREATE TABLE hosts (
    -- How hosts are to be spoken to: what outlives a harvest of what they asked for, and how much they were asked.
    host TEXT PRIMARY KEY, -- Host name, without port
    next_at TEXT, -- UTC; nobody asks it before: its pause, or what its Retry-After said
    reason TEXT, -- Why it is held back until then, where it is for more than a pause
    delay REAL, -- Seconds between two requests that it turned out to need; NULL: what settings and sources say
    failures INTEGER NOT NULL DEFAULT 0, -- Times in a row that it was held back or did not answer
    day TEXT, -- UTC, `YYYY-MM-DD`, that the next two columns count
    requests INTEGER NOT NULL DEFAULT 0, -- Requests sent to it on that day
    revisits INTEGER NOT NULL DEFAULT 0 -- Of these, those to articles that we had
) STRICT, WITHOUT ROWID;

CREATE TABLE fates (
    -- What became of every request of a run.
    run_id INTEGER NOT NULL REFERENCES runs (id), -- The run
    purpose TEXT NOT NULL, -- article, document, robots or tdm: what was asked for
    fate TEXT NOT NULL, -- HTTP status, or in a clause why no answer came
    requests INTEGER NOT NULL DEFAULT 0, -- How many ended so
    bytes INTEGER NOT NULL DEFAULT 0, -- Bytes of their answers' bodies, as they came over the wire
    PRIMARY KEY (run_id, purpose, fate)
) STRICT, WITHOUT ROWID;

CREATE TABLE moulds (
    -- Which forms of addresses give articles at a source, and which only waste requests.
    source_id TEXT NOT NULL REFERENCES sources (id), -- The source
    mould TEXT NOT NULL, -- Host, path and names of parameters, what varies left open: see `discovery.traps.mould`
    asked INTEGER NOT NULL DEFAULT 0, -- Pages of this form that were read
    useful INTEGER NOT NULL DEFAULT 0, -- Of these, those that were articles of their own
    closed_at TEXT, -- UTC, since when it is left alone; NULL while it is not
    reason TEXT, -- Why, in a clause
    PRIMARY KEY (source_id, mould)
) STRICT, WITHOUT ROWID;

CREATE VIEW runs_v1 AS
    -- Harvests, one row for each source in each, with what came of them.
    SELECT r.id AS run_id, r.source_id, r.started_at, r.finished_at, r.outcome, r.reason, r.documents,
           r.documents_failed, r.candidates, r.unknown, r.fetched, r.new, r.revised, r.same, r.gone, r.no_article,
           r.refused, r.failed
    FROM runs AS r;

CREATE VIEW fates_v1 AS
    -- What became of every request of a run.
    SELECT f.run_id, f.purpose, f.fate, f.requests, f.bytes
    FROM fates AS f;

CREATE VIEW findings_v1 AS
    -- What is or was wrong with a source.
    SELECT f.id AS finding_id, f.source_id, f.kind, f.since, f.until, f.evidence
    FROM findings AS f;
