CREATE VIEW organisations_v1 AS
    -- News outlets, agencies and others that articles name or come from: join `attributions_v1` by `organisation_id`.
    SELECT o.id AS organisation_id, o.name, o.kind, o.country, o.wikidata
    FROM organisations AS o;

CREATE VIEW corrections_v1 AS
    -- What persons said of the articles in `articles_v1`, in order of `correction_id`; it stands over every reading. Nothing in it is ever changed or removed.
    SELECT c.id AS correction_id,
           c.article_id,
           c.field, -- A column of `articles_v1`; authors, tags; wire, photo, cited, publisher; attributions: all of them looked at; story; merged: another article was made a part of this one; undo: an earlier correction was taken back
           c.was, -- JSON of what stood there; of undo the number of the correction that was taken back
           c.now, -- JSON of what a person put there: a value; of a list or role either an array, and nothing else is right, or {"added": […]} or {"removed": […]}; of undo what stands there again
           c.reason, c.by, c.at
    FROM corrections AS c JOIN articles AS a ON a.id = c.article_id
    WHERE a.status IN ('live', 'gone');

CREATE VIEW credits AS
    -- Who is behind which article, organisation by organisation, with the words that prove it.
    SELECT a.sort_at AS at, -- UTC, of the article
           a.source_id AS source,
           t.role,
           t.name,
           o.kind, o.country,
           t.extent, t.confidence, t.found_in,
           t.position,
           t.as_written, t.evidence,
           a.title, a.url, a.id,
           EXISTS (SELECT 1 FROM attributions AS p WHERE p.article_id = t.article_id AND p.role = t.role
               AND p.name = t.name AND p.reader = 'person') AS said -- 1: a person's word, by a correction; 0: read from the page
    FROM attributions_v1 AS t
    JOIN articles AS a ON a.id = t.article_id
    LEFT JOIN organisations AS o ON o.id = t.organisation_id;
