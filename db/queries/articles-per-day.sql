-- How many articles each source published on each day (UTC), and how often we looked.
SELECT substr(a.sort_at, 1, 10) AS day, a.source_id, count(*) AS articles,
       (SELECT c.visits FROM coverage_v1 AS c
        WHERE c.source_id = a.source_id AND c.day = substr(a.sort_at, 1, 10)) AS visits
FROM articles_v1 AS a
GROUP BY day, a.source_id
ORDER BY day DESC, articles DESC;
