-- Whom pictures are credited to, and in how many articles.
SELECT name, entity, count(DISTINCT article_id) AS articles
FROM attributions_v1
WHERE role = 'photo'
GROUP BY name, entity
ORDER BY articles DESC, name
LIMIT 100;
