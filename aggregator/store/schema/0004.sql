CREATE TABLE attribution_support (
    -- What is known of an attribution from beyond its page: why its confidence is not what the page alone gives.
    attribution_id INTEGER PRIMARY KEY REFERENCES attributions (id) ON DELETE CASCADE, -- The attribution
    page_confidence REAL NOT NULL, -- 0 to 1: what the page alone gives
    because TEXT NOT NULL -- JSON: [of (`copies`, `custom`), by how much it multiplies the odds, in words], one for each reason
) STRICT;

CREATE VIEW sourcing AS
    -- Whose words the articles of each source are, as far as can be told: `wire` + `copy_found` + `none_found` = `articles`. None found is not the same as its own.
    SELECT source,
           count(*) AS articles, -- Those that have a text: the denominator
           sum(cut) AS cut, -- Of these, those whose text is not whole: a credit below it was not seen
           sum(wire) AS wire, -- Those that credit another organisation for the text or a part of it
           sum(copied AND NOT wire) AS copy_found, -- Those that credit nobody, and whose text, or a good part of it, stands at another source as well
           sum(NOT copied AND NOT wire) AS none_found -- All others
    FROM (
        SELECT a.source_id AS source, -- The source
               a.complete IS 0 AS cut,
               EXISTS (SELECT 1 FROM attributions AS t WHERE t.article_id = a.id AND t.role = 'wire') AS wire,
               EXISTS (SELECT 1 FROM story_articles AS m JOIN articles AS o ON o.id = m.article_id
                   WHERE m.story_id = a.story_id AND o.source_id <> a.source_id AND o.status IN ('live', 'gone')) AS copied
        FROM articles AS a
        WHERE a.status IN ('live', 'gone') AND a.char_count > 0
    )
    GROUP BY source;

DROP VIEW wire_by_source;

CREATE VIEW wire_by_source AS
    -- Which source carries which agency's text, and how often.
    SELECT a.source_id AS source,
           t.name AS wire, -- The agency, or another outlet that the text comes from
           count(DISTINCT a.id) AS articles, -- How many of the source's articles credit it
           count(DISTINCT iif(t.extent = 'whole', a.id, NULL)) AS whole, -- Of these, those that come from it as a whole, as far as the page says
           max(a.sort_at) AS last_at, -- UTC, of the last one
           o.articles AS out_of -- Articles of the source that have a text: the denominator
    FROM attributions AS t JOIN articles AS a ON a.id = t.article_id
    JOIN (
        SELECT source_id, count(*) AS articles FROM articles
        WHERE status IN ('live', 'gone') AND char_count > 0 GROUP BY source_id
    ) AS o ON o.source_id = a.source_id
    WHERE t.role = 'wire' AND a.status IN ('live', 'gone')
    GROUP BY a.source_id, coalesce(t.organisation_id, t.name);

DROP VIEW cited_by_source;

CREATE VIEW cited_by_source AS
    -- Which source cites which outlet, and how often.
    SELECT a.source_id AS source,
           t.name AS cited, -- The outlet that is named as the source of something told
           count(DISTINCT a.id) AS articles, -- How many of the source's articles cite it
           max(a.sort_at) AS last_at, -- UTC, of the last one
           o.articles AS out_of -- Articles of the source that have a text: the denominator
    FROM attributions AS t JOIN articles AS a ON a.id = t.article_id
    JOIN (
        SELECT source_id, count(*) AS articles FROM articles
        WHERE status IN ('live', 'gone') AND char_count > 0 GROUP BY source_id
    ) AS o ON o.source_id = a.source_id
    WHERE t.role = 'cited' AND a.status IN ('live', 'gone')
    GROUP BY a.source_id, coalesce(t.organisation_id, t.name);
