-- Days on which a source may have published more than we saw, or on which we did not look.
SELECT day, source_id, visits, failed, refused, possible_gap
FROM coverage_v1
WHERE possible_gap = 1 OR visits = 0
ORDER BY day DESC, source_id;
