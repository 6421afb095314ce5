-- Articles that their site has taken down; the text is kept.
SELECT a.status_at AS noticed_at, a.source_id, a.title, a.first_seen_at, a.url
FROM articles_v1 AS a
WHERE a.status = 'gone'
ORDER BY a.status_at DESC;
