-- What is wrong with sources (until is empty), and what was: traps, walls, floods.
SELECT f.source_id, f.kind, f.since, f.until, f.evidence
FROM findings_v1 AS f
ORDER BY f.until IS NOT NULL, f.since DESC, f.source_id;
