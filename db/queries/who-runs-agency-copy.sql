-- Which source credits which agency, in how many of its articles, and what share of all that is.
SELECT w.source, w.wire, w.articles,
       round(100.0 * w.articles / (SELECT count(*) FROM articles_v1 AS a WHERE a.source_id = w.source), 1) AS percent,
       w.last_at
FROM wire_by_source AS w
ORDER BY w.articles DESC, w.source, w.wire;
