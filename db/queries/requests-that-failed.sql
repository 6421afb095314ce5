-- Requests that brought no page, by source and reason: who refuses us, who breaks, since when and until when.
SELECT r.source_id, f.purpose, f.fate, sum(f.requests) AS requests, min(r.started_at) AS first_at, max(r.started_at) AS last_at
FROM fates_v1 AS f
JOIN runs_v1 AS r ON r.run_id = f.run_id
WHERE f.fate NOT IN ('200', '301', '302', '303', '304', '307', '308')
GROUP BY r.source_id, f.purpose, f.fate
ORDER BY requests DESC, r.source_id, f.purpose, f.fate;
