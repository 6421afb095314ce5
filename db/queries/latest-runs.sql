-- How the last harvest of each source went, and how many requests it sent.
SELECT r.source_id, r.started_at, r.finished_at, r.outcome, r.reason, r.documents, r.documents_failed, r.unknown, r.fetched,
       r.new, r.revised, r.gone, r.refused, r.failed,
       (SELECT sum(f.requests) FROM fates_v1 AS f WHERE f.run_id = r.run_id) AS requests
FROM runs_v1 AS r
WHERE r.run_id IN (SELECT max(run_id) FROM runs_v1 GROUP BY source_id)
ORDER BY r.started_at DESC, r.source_id;
