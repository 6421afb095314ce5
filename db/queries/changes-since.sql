-- What has happened since the change number :seq; keep the last one for the next time.
SELECT seq, at, kind, article_id, uid, revision, other_id
FROM changes_v1
WHERE seq > :seq
ORDER BY seq
LIMIT 1000;
