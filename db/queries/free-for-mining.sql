-- Articles whose text and data mining neither the page nor the site as a whole reserves.
SELECT a.article_id, a.source_id, a.title, a.url, a.licence
FROM articles_v1 AS a
JOIN sources_v1 AS s ON s.source_id = a.source_id
WHERE 'reserved' NOT IN (coalesce(a.tdm, ''), coalesce(s.tdm, ''))
ORDER BY a.sort_at DESC;
