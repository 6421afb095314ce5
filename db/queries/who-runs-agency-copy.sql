-- Which source credits which agency, in how many of its articles, and what share of all that is.
SELECT w.source, w.wire, w.articles, w.out_of, round(100.0 * w.articles / w.out_of, 1) AS percent, w.last_at
FROM wire_by_source AS w
ORDER BY w.articles DESC, w.source, w.wire;
