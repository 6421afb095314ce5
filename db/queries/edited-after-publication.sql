-- Articles that their publisher changed, with the size and kind of each edit.
SELECT a.source_id, a.title, r.revision, r.captured_at, r.edit, r.words_added, r.words_removed, a.url
FROM revisions_v1 AS r
JOIN articles_v1 AS a ON a.article_id = r.article_id
WHERE r.cause = 'publisher'
ORDER BY r.captured_at DESC
LIMIT 100;
