-- Stories that more than one source ran, the most widely run first; who was first, and how many words.
SELECT s.story_id, s.sources, s.articles, o.source_id AS origin, o.title, o.word_count, s.first_at, s.last_at
FROM stories_v1 AS s
JOIN articles_v1 AS o ON o.article_id = s.origin_id
WHERE s.sources > 1
ORDER BY s.sources DESC, s.last_at DESC
LIMIT 100;
