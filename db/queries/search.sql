-- Articles that hold the words :words (FTS5's own syntax), the newest first.
SELECT a.sort_at, a.source_name, a.title, a.url
FROM articles_fts
JOIN articles_v1 AS a ON a.article_id = articles_fts.rowid
WHERE articles_fts MATCH :words
ORDER BY articles_fts.rowid DESC
LIMIT 100;
