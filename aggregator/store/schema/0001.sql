CREATE TABLE meta (
    -- Values that belong to the file as a whole.
    key TEXT PRIMARY KEY, -- `feed_id`: random: sequence numbers of another feed_id mean nothing here; `created_at`; `created_by`: name and version of the program that made the file
    value TEXT NOT NULL -- As text
) STRICT, WITHOUT ROWID;

CREATE TABLE organisations (
    -- News outlets, agencies and other organisations that articles name or come from.
    id TEXT PRIMARY KEY, -- Slug in the register of organisations
    name TEXT NOT NULL, -- Canonical name, in the organisation's own usual form
    kind TEXT, -- agency, broadcaster, newspaper … as the register says
    country TEXT, -- ISO 3166-1 alpha-2
    wikidata TEXT -- Item in Wikidata (`Q40469`)
) STRICT, WITHOUT ROWID;

CREATE TABLE sources (
    -- Sites that are harvested, and sites that single articles were taken from.
    id TEXT PRIMARY KEY, -- Slug: the source file's name, and a spider's
    name TEXT NOT NULL, -- The outlet's own name
    homepage TEXT NOT NULL, -- Address of its front page
    organisation_id TEXT REFERENCES organisations (id), -- Who publishes it; NULL where the register does not know it
    country TEXT, -- ISO 3166-1 alpha-2
    languages TEXT NOT NULL DEFAULT '[]', -- JSON array of BCP 47, the main one first
    kind TEXT, -- agency, newspaper, broadcaster, magazine, online, blog, other; NULL where nobody said
    scope TEXT, -- international, national, regional, local
    place TEXT, -- Where it is at home
    owner TEXT, -- Who owns it
    owner_since TEXT, -- First day of that ownership, as far as known
    labels TEXT NOT NULL DEFAULT '{}', -- JSON object of the user's own labels
    time_zone TEXT, -- IANA name, assumed for times stated without offset
    definition TEXT, -- JSON object of all that its source file says: feeds, sitemaps, listings, patterns, rules …; NULL without a file
    interval_seconds INTEGER, -- Pause between two harvests where the source's file sets it; NULL: by the rhythm of its news
    registered INTEGER NOT NULL DEFAULT 1, -- 1: has a source file; 0: made by the store for an address that belongs to none
    publisher TEXT, -- JSON: the attribution `publisher` that holds for every article of this source which has none of its own
    tdm TEXT, -- reserved or allowed: what the site as a whole states about text and data mining
    tdm_evidence TEXT, -- Where it states that
    added_at TEXT NOT NULL, -- UTC
    removed_at TEXT, -- UTC, when its file was taken away; articles stay
    paused_until TEXT, -- UTC; not harvested before
    paused_reason TEXT, -- Why, as a person said
    next_at TEXT -- UTC, when the next harvest is due; NULL: at once
) STRICT, WITHOUT ROWID;

CREATE TABLE source_groups (
    -- Groups that sources are named by (`--group`).
    source_id TEXT NOT NULL REFERENCES sources (id), -- The source
    name TEXT NOT NULL, -- The group
    PRIMARY KEY (source_id, name)
) STRICT, WITHOUT ROWID;

CREATE TABLE stories (
    -- A story is one text and its copies; an article that is alone is a story of one. Ids are never given anew.
    id INTEGER PRIMARY KEY AUTOINCREMENT, -- Number of the story
    made_at TEXT NOT NULL, -- UTC
    merged_into INTEGER REFERENCES stories (id) -- The story that this one turned out to be; NULL while it stands for itself
) STRICT;

CREATE TABLE articles (
    -- News articles, each once, as the newest revision has them. Programs read `articles_v1`.
    id INTEGER PRIMARY KEY AUTOINCREMENT, -- Number of the article in this file; `uid` is the one that lasts
    uid TEXT NOT NULL UNIQUE, -- UUIDv7 (RFC 9562), given once and never changed
    source_id TEXT NOT NULL REFERENCES sources (id), -- Whose page it is
    url TEXT NOT NULL UNIQUE, -- Canonical address: the one that stands for all of `article_urls`
    kind TEXT NOT NULL CHECK (kind IN ('article', 'live', 'video', 'gallery')), -- article, live (a live blog), video, gallery
    genre TEXT, -- As stated: opinion, review, sponsored …
    title TEXT, -- Headline alone: no section, no site name (schema.org headline)
    summary TEXT, -- Standfirst, or the publisher's own description
    body TEXT NOT NULL, -- Paragraphs joined by a blank line; no paragraph holds a line break
    section TEXT, -- schema.org articleSection
    language TEXT, -- BCP 47, of the text
    dateline TEXT, -- As written
    published_at TEXT, -- UTC; midnight of that day where only the day is stated
    published_local TEXT, -- As stated, and no more precise: `2026-11-20`, `2026-11-20T08:00:00+01:00`
    modified_at TEXT, -- UTC
    modified_local TEXT, -- As stated
    zone_assumed INTEGER, -- 1: a time was stated without offset and the source's zone assumed; 0: stated; NULL: no time
    first_seen_at TEXT NOT NULL, -- UTC, of the first capture
    last_seen_at TEXT NOT NULL, -- UTC, of the last capture that found it
    sort_at TEXT NOT NULL, -- published_at; first_seen_at where published_at is missing or later than that
    image_url TEXT, -- Of the first picture
    paywalled INTEGER, -- 1, 0; NULL where the page does not say
    complete INTEGER, -- 1: body is the whole text; 0: a part of it (a paywall's stub); NULL: not known
    licence TEXT, -- Address or name, as stated
    tdm TEXT CHECK (tdm IN ('reserved', 'allowed')), -- Text and data mining, as stated
    word_count INTEGER NOT NULL, -- Words of the body, split at white space; in scripts without spaces, characters
    char_count INTEGER NOT NULL, -- Characters of the body
    content_hash TEXT NOT NULL, -- SHA-256, hex, of title, blank line, body
    revision INTEGER NOT NULL, -- Number of the newest revision, from 1
    story_id INTEGER NOT NULL REFERENCES stories (id), -- Its main story
    merged_into INTEGER REFERENCES articles (id), -- The article that this one turned out to be, where status is merged
    status TEXT NOT NULL DEFAULT 'live' CHECK (status IN ('live', 'gone', 'moved', 'merged', 'pruned', 'erased')), -- live; gone: the site answers 404 or 410, the text stays; moved: only its new address is known, the text stays; merged: it is part of another one; pruned, erased: kept free for texts that are removed here
    status_at TEXT NOT NULL, -- UTC, since when
    capture_id INTEGER, -- Its last capture
    points_to TEXT, -- Address of another publisher's page that this page names as its canonical one
    publisher TEXT, -- JSON, where the page's words for its publisher are others than `sources.publisher`
    shingles BLOB NOT NULL, -- Sampled hashes of the text, 8 bytes each, big-endian, signed: what `fingerprints` holds of it
    search_text TEXT -- Words in scripts without spaces, cut into pairs of characters, for `articles_fts`; NULL where there are none
) STRICT;
CREATE INDEX articles_by_time ON articles (sort_at);
CREATE INDEX articles_by_source ON articles (source_id, sort_at);
CREATE INDEX articles_by_story ON articles (story_id);
CREATE INDEX articles_by_content ON articles (content_hash);

CREATE TABLE article_urls (
    -- Every address that an article was seen under.
    url TEXT PRIMARY KEY, -- Normalised (RFC 3986), without tracking parameters
    article_id INTEGER NOT NULL REFERENCES articles (id), -- The article it leads to
    kind TEXT NOT NULL, -- canonical: stands for all; equal: could as well, the page names it so; asked: was fetched; answered: where that led; alias: the page names it as its own; variant: another spelling of one that we know; moved: a permanent redirect to another one
    via TEXT, -- feed, news_sitemap, sitemap, listing, link, url, revisit: by what it came to us
    found_at TEXT NOT NULL, -- UTC
    seen_at TEXT NOT NULL -- UTC, when it last led to the article
) STRICT, WITHOUT ROWID;
CREATE INDEX article_urls_by_article ON article_urls (article_id);

CREATE TABLE runs (
    -- Harvests, one row for each source in each.
    id INTEGER PRIMARY KEY AUTOINCREMENT, -- Number of the run
    source_id TEXT NOT NULL REFERENCES sources (id), -- What was harvested
    started_at TEXT NOT NULL, -- UTC
    finished_at TEXT, -- UTC
    outcome TEXT NOT NULL, -- running, finished, interrupted, failed, busy
    reason TEXT, -- Why it did not finish
    owner TEXT NOT NULL, -- JSON: host, boot, pid and start time of the process
    documents INTEGER NOT NULL DEFAULT 0, -- Feeds, sitemaps and listing pages asked for
    documents_failed INTEGER NOT NULL DEFAULT 0, -- Of these, those that could not be had or read
    candidates INTEGER NOT NULL DEFAULT 0, -- Article addresses that those named
    unknown INTEGER NOT NULL DEFAULT 0, -- Of these, addresses that were not known before
    fetched INTEGER NOT NULL DEFAULT 0, -- Article pages asked for
    new INTEGER NOT NULL DEFAULT 0, -- Articles that were not known before
    revised INTEGER NOT NULL DEFAULT 0, -- Articles whose text the publisher had changed
    same INTEGER NOT NULL DEFAULT 0, -- Read again and found unchanged, or another address of an article we have
    gone INTEGER NOT NULL DEFAULT 0, -- Articles that answer 404 or 410
    no_article INTEGER NOT NULL DEFAULT 0, -- Pages that are none, each with its reason in `frontier`
    refused INTEGER NOT NULL DEFAULT 0, -- Addresses that the site or we do not want fetched
    failed INTEGER NOT NULL DEFAULT 0 -- No whole answer, or reading broke down
) STRICT;
CREATE INDEX runs_by_source ON runs (source_id, started_at);

CREATE TABLE captures (
    -- Fetches that changed something, and the last one of each article.
    id INTEGER PRIMARY KEY AUTOINCREMENT, -- Number of the capture
    url TEXT NOT NULL, -- The address that was asked for
    article_id INTEGER REFERENCES articles (id), -- What it was a page of
    run_id INTEGER REFERENCES runs (id), -- The run that fetched it; NULL outside of runs
    fetched_at TEXT NOT NULL, -- UTC
    http_status INTEGER, -- As answered
    outcome TEXT NOT NULL, -- article, unchanged (304), gone, no_article
    changed INTEGER NOT NULL, -- 1: changed something; 0: kept only because it is the last one
    raw_sha256 TEXT, -- Of the page's bytes after content coding was undone
    raw_ref TEXT, -- Where those bytes are kept, if they are
    raw_size INTEGER, -- Bytes
    reader TEXT, -- Name and version of what read it
    rules_hash TEXT -- Of the source's rules that it was read with
) STRICT;
CREATE INDEX captures_by_article ON captures (article_id);

CREATE TABLE revisions (
    -- Every text that an article ever had, each once; their order is `captured_at`.
    article_id INTEGER NOT NULL REFERENCES articles (id), -- The article
    revision INTEGER NOT NULL, -- From 1, in order of arrival
    capture_id INTEGER REFERENCES captures (id), -- The fetch that brought it
    captured_at TEXT NOT NULL, -- UTC
    cause TEXT CHECK (cause IN ('publisher', 'reader', 'person', 'unclear')), -- Who changed it: the publisher, or only our reading of the same page; NULL for the first
    title TEXT, -- NULL in the newest revision: its text is in `articles`; so are summary and body
    summary TEXT, -- As `articles.summary`
    body TEXT, -- As `articles.body`
    blocks TEXT NOT NULL, -- JSON array of [kind, offset]: from that character of the body on, every paragraph is a block of that kind
    provenance TEXT NOT NULL, -- JSON object: field → the place of the page that its value came from
    reader TEXT NOT NULL, -- Name and version of what read it
    content_hash TEXT NOT NULL, -- SHA-256, hex, of title, blank line, body
    published_local TEXT, -- As this revision's page stated it
    modified_local TEXT, -- Likewise
    edit TEXT, -- JSON array: headline, body, addition, correction, retraction: what became different from the revision before
    words_added INTEGER, -- Words that came with it; NULL for the first
    words_removed INTEGER, -- Words that went
    same_as INTEGER, -- A later revision that has the same title and body again: the text stands there
    earlier_summaries TEXT, -- JSON array of summaries that stood beside this text before the one it has
    PRIMARY KEY (article_id, revision)
) STRICT, WITHOUT ROWID;

CREATE TABLE tags (
    -- Keywords as publishers give them.
    id INTEGER PRIMARY KEY, -- Number of the tag
    name TEXT NOT NULL UNIQUE -- As written
) STRICT;

CREATE TABLE article_tags (
    -- Which article has which tag.
    article_id INTEGER NOT NULL REFERENCES articles (id), -- The article
    tag_id INTEGER NOT NULL REFERENCES tags (id), -- The tag
    position INTEGER NOT NULL, -- From 0, in the publisher's order
    PRIMARY KEY (article_id, tag_id)
) STRICT, WITHOUT ROWID;
CREATE INDEX article_tags_by_tag ON article_tags (tag_id);

CREATE TABLE authors (
    -- Names in bylines, unique per source: a name is not a person.
    id INTEGER PRIMARY KEY, -- Number of the name
    source_id TEXT NOT NULL REFERENCES sources (id), -- Where it signs
    name TEXT NOT NULL, -- As written
    UNIQUE (source_id, name)
) STRICT;

CREATE TABLE article_authors (
    -- Who signs which article.
    article_id INTEGER NOT NULL REFERENCES articles (id), -- The article
    author_id INTEGER NOT NULL REFERENCES authors (id), -- Who signs it
    position INTEGER NOT NULL, -- From 0, in the order of the byline
    PRIMARY KEY (article_id, author_id)
) STRICT, WITHOUT ROWID;
CREATE INDEX article_authors_by_author ON article_authors (author_id);

CREATE TABLE attributions (
    -- Who stands behind an article or a part of it, with the words that prove it. Programs read `attributions_v1`.
    id INTEGER PRIMARY KEY, -- Number of the attribution
    article_id INTEGER NOT NULL REFERENCES articles (id), -- The article that it is about
    revision INTEGER NOT NULL, -- The revision that it was read from; only those of the newest are kept
    role TEXT NOT NULL CHECK (role IN ('publisher', 'wire', 'photo', 'cited')), -- publisher (only where it differs from the source's organisation; `attributions_v1` has it for every article), wire, photo, cited
    entity TEXT NOT NULL CHECK (entity IN ('person', 'organisation')), -- person or organisation
    organisation_id TEXT REFERENCES organisations (id), -- NULL for persons and organisations that the register does not know
    name TEXT NOT NULL, -- Canonical name of the organisation, or the person's as written
    as_written TEXT NOT NULL, -- The words of the page for this entity
    evidence TEXT NOT NULL, -- The shortest stretch of the page that proves it
    found_in TEXT NOT NULL, -- dateline, byline, footer, caption, meta, jsonld, body, address
    position INTEGER, -- Number, from 0, of the paragraph or image; NULL where it has none
    extent TEXT CHECK (extent IN ('whole', 'part')), -- Of a wire; NULL where the page does not say
    confidence REAL NOT NULL, -- 0 to 1, calibrated
    reader TEXT NOT NULL -- Name and version of what read it
) STRICT;
CREATE INDEX attributions_by_article ON attributions (article_id);
CREATE INDEX attributions_by_organisation ON attributions (organisation_id, role) WHERE organisation_id IS NOT NULL;

CREATE TABLE corrections (
    -- A person's word, which stands over every later reading.
    id INTEGER PRIMARY KEY, -- Number of the correction
    article_id INTEGER NOT NULL REFERENCES articles (id), -- The article that was wrong
    field TEXT NOT NULL, -- Column of `articles`, `attribution`, `story` …
    was TEXT, -- JSON of what stood there
    now TEXT, -- JSON of what stands there now
    reason TEXT, -- Why
    by TEXT, -- Who said so
    at TEXT NOT NULL -- UTC
) STRICT;
CREATE INDEX corrections_by_article ON corrections (article_id);

CREATE TABLE images (
    -- Pictures of articles.
    article_id INTEGER NOT NULL REFERENCES articles (id), -- The article that shows it
    position INTEGER NOT NULL, -- From 0
    url TEXT, -- Of the largest rendition stated; NULL where only a caption stands
    caption TEXT, -- Without the credit, where the two can be told apart
    credit TEXT, -- As written
    PRIMARY KEY (article_id, position)
) STRICT, WITHOUT ROWID;

CREATE TABLE story_articles (
    -- Which articles tell which story.
    story_id INTEGER NOT NULL REFERENCES stories (id), -- The story
    article_id INTEGER NOT NULL REFERENCES articles (id), -- An article that tells it
    relation TEXT NOT NULL CHECK (relation IN ('origin', 'copy', 'update')), -- origin, copy (on another site), update (by the origin's own source); the origin is decided by wire credit first, then by explicit evidence, then by time
    share REAL NOT NULL, -- How much of the origin's text it carries, 0 to 1
    PRIMARY KEY (story_id, article_id)
) STRICT, WITHOUT ROWID;
CREATE INDEX story_articles_by_article ON story_articles (article_id);

CREATE TABLE fingerprints (
    -- Sampled hashes of the texts, by which copies are found.
    day INTEGER NOT NULL, -- Days since 1970-01-01 of the article's sort_at
    key INTEGER NOT NULL, -- Hash of some words in a row, signed 64-bit
    article_id INTEGER NOT NULL, -- No foreign key: rows are written and removed with the article
    PRIMARY KEY (day, key, article_id)
) STRICT, WITHOUT ROWID;

CREATE TABLE frontier (
    -- Article addresses: waiting, done, or given up.
    key TEXT PRIMARY KEY, -- The address without what varies between spellings of one page: scheme, `www.`, AMP, mobile and print forms …
    url TEXT, -- The address to fetch; NULL: `https:` and the key
    source_id TEXT NOT NULL REFERENCES sources (id), -- For which source it is fetched
    host TEXT NOT NULL, -- Where it is asked for
    state TEXT NOT NULL CHECK (state IN ('waiting', 'done', 'given_up')), -- Done is said in the transaction that stores what came of it
    via TEXT NOT NULL, -- feed, news_sitemap, sitemap, listing, link, url, revisit
    candidate TEXT, -- JSON of what was told about it; NULL once done
    attempts INTEGER NOT NULL DEFAULT 0, -- Failed ones in a row
    next_at TEXT, -- UTC: fetched not before, if waiting; visited again then, if done; NULL: never again
    first_seen_at TEXT NOT NULL, -- UTC, when it was first named
    seen_at TEXT NOT NULL, -- UTC, when it was last named
    visited_at TEXT, -- UTC, of the last fetch
    visits INTEGER NOT NULL DEFAULT 0, -- Fetches that ended in an answer
    unchanged INTEGER NOT NULL DEFAULT 0, -- Of those, the last ones in a row that brought nothing new
    outcome TEXT, -- article, no_article, unchanged, gone, refused, failed: of the last fetch
    last_status INTEGER, -- HTTP status of the last fetch
    reason TEXT, -- Why the last fetch brought no article
    etag TEXT, -- Validators, for a conditional request (RFC 9110)
    last_modified TEXT, -- Likewise
    article_id INTEGER REFERENCES articles (id), -- The article that it led to
    run_id INTEGER -- The run that it was last handed to, so that no run fetches it twice
) STRICT, WITHOUT ROWID;
CREATE INDEX frontier_due ON frontier (source_id, next_at) WHERE next_at IS NOT NULL;

CREATE TABLE documents (
    -- Feeds, sitemaps and listing pages, with what is needed to ask only for what has changed.
    url TEXT PRIMARY KEY, -- Its address
    source_id TEXT NOT NULL REFERENCES sources (id), -- The source that it belongs to
    kind TEXT NOT NULL, -- feed, news_sitemap, sitemap, listing …
    etag TEXT, -- Validators, for a conditional request (RFC 9110)
    last_modified TEXT, -- Likewise
    body_sha256 TEXT, -- Of the last whole answer: validators lie both ways
    entries TEXT, -- JSON array of short hashes of the addresses that it named last
    status INTEGER, -- HTTP status of the last visit
    reason TEXT, -- Why the last visit brought nothing
    visited_at TEXT, -- UTC
    changed_at TEXT, -- UTC, when it last held something else than before
    visits INTEGER NOT NULL DEFAULT 0, -- How often it was asked for
    unchanged INTEGER NOT NULL DEFAULT 0, -- The last visits in a row that found nothing new
    failures INTEGER NOT NULL DEFAULT 0, -- The last visits in a row that failed
    next_at TEXT, -- UTC; not asked before
    page INTEGER NOT NULL DEFAULT 1, -- Which page of a listing or paged feed it is
    awaited INTEGER NOT NULL DEFAULT 0 -- 1: another document named it, and it is still to be asked
) STRICT, WITHOUT ROWID;
CREATE INDEX documents_by_source ON documents (source_id);

CREATE TABLE leases (
    -- Who is at work on which source, so that two harvests never do the same work.
    kind TEXT NOT NULL, -- source; host and address are kept free
    name TEXT NOT NULL, -- Id of the source
    owner TEXT, -- JSON: host, boot, pid and start time of the process; NULL: free
    taken_at TEXT, -- UTC
    expires_at TEXT, -- UTC; counts only for owners on another machine: on this one we see whether they live
    next_at TEXT, -- UTC; kept free, for leases of hosts
    PRIMARY KEY (kind, name)
) STRICT, WITHOUT ROWID;

CREATE TABLE coverage (
    -- What was looked at, source by day, so that "no article" and "we did not look" are told apart.
    source_id TEXT NOT NULL REFERENCES sources (id), -- The source
    day TEXT NOT NULL, -- UTC, `YYYY-MM-DD`
    visits INTEGER NOT NULL DEFAULT 0, -- Feeds, sitemaps and listing pages that answered
    candidates INTEGER NOT NULL DEFAULT 0, -- Addresses not known before
    stored INTEGER NOT NULL DEFAULT 0, -- New articles and revisions
    refused INTEGER NOT NULL DEFAULT 0, -- Addresses that the site or we do not want fetched
    failed INTEGER NOT NULL DEFAULT 0, -- Fetches that brought no whole answer
    possible_gap INTEGER NOT NULL DEFAULT 0, -- 1: two visits of a feed shared no entry, so some may have been missed between them
    PRIMARY KEY (source_id, day)
) STRICT, WITHOUT ROWID;

CREATE TABLE findings (
    -- What is wrong with a source, and since when.
    id INTEGER PRIMARY KEY, -- Number of the finding
    source_id TEXT NOT NULL REFERENCES sources (id), -- What it is about
    kind TEXT NOT NULL, -- Which check found it
    since TEXT NOT NULL, -- UTC
    until TEXT, -- UTC; NULL while it lasts
    evidence TEXT NOT NULL -- What shows it, in a sentence
) STRICT;
CREATE INDEX findings_by_source ON findings (source_id, kind);

CREATE TABLE robots (
    -- Every version of a robots.txt.
    host TEXT NOT NULL, -- Scheme, host and port: `https://www.example.com`
    fetched_at TEXT NOT NULL, -- UTC, when this version was first seen
    checked_at TEXT NOT NULL, -- UTC, when it was last seen
    expires_at TEXT, -- UTC, until when it may be used without asking
    status INTEGER, -- HTTP status; NULL where no answer came
    sha256 TEXT NOT NULL, -- Of the body
    body BLOB NOT NULL, -- As it was answered, up to 500 KiB (RFC 9309, 2.5)
    PRIMARY KEY (host, fetched_at)
) STRICT, WITHOUT ROWID;

CREATE TABLE changes (
    -- Everything that happened to articles, in order: the change feed. Programs read `changes_v1`.
    seq INTEGER PRIMARY KEY AUTOINCREMENT, -- Grows with every commit; a reader keeps the last one it has seen
    article_id INTEGER NOT NULL, -- No foreign key: an erasure outlives its article
    kind TEXT NOT NULL, -- new, revised, updated (tags, images, paywall … without new text), reread, corrected, merged, moved, gone, back, story, pruned, erased; pass over kinds you do not know
    revision INTEGER, -- The article's newest revision then
    other_id INTEGER, -- merged: the article that it is part of now; story: the story that it belongs to now
    run_id INTEGER, -- The run that noticed it; NULL outside of runs
    at TEXT NOT NULL -- UTC
) STRICT;
CREATE INDEX changes_by_article ON changes (article_id);

CREATE VIRTUAL TABLE articles_fts
    -- Full-text index of the articles; `rowid` is `articles.id`. Words in scripts without spaces are found in `search_text`, as pairs of characters: `search_text : "日本 本語"`.
    USING fts5(title, summary, body, search_text,
        content='articles', content_rowid='id', tokenize='unicode61 remove_diacritics 2');

CREATE VIEW articles_v1 AS
    -- Articles, live and gone: what programs read. Times, texts and states are those of `articles`.
    SELECT a.id AS article_id,
           a.uid,
           a.source_id,
           s.name AS source_name, -- Name of the source
           a.url, -- Canonical address
           a.kind, a.genre, a.title, a.summary, a.body, a.section, a.language, a.dateline,
           a.published_at, a.published_local, a.modified_at, a.modified_local, a.zone_assumed,
           a.first_seen_at, a.last_seen_at, a.sort_at, a.image_url, a.paywalled, a.complete, a.licence,
           a.tdm, a.word_count, a.char_count, a.content_hash, a.revision, a.story_id, a.status, a.status_at
    FROM articles AS a JOIN sources AS s ON s.id = a.source_id
    WHERE a.status IN ('live', 'gone');

CREATE VIEW article_urls_v1 AS
    -- Every address of the articles in `articles_v1`.
    SELECT u.url, u.article_id, u.kind, u.via, u.found_at, u.seen_at
    FROM article_urls AS u JOIN articles AS a ON a.id = u.article_id
    WHERE a.status IN ('live', 'gone');

CREATE VIEW tags_v1 AS
    -- Tags of the articles in `articles_v1`.
    SELECT l.article_id,
           t.name AS tag, -- As written
           l.position
    FROM article_tags AS l JOIN tags AS t ON t.id = l.tag_id JOIN articles AS a ON a.id = l.article_id
    WHERE a.status IN ('live', 'gone');

CREATE VIEW authors_v1 AS
    -- Authors of the articles in `articles_v1`.
    SELECT l.article_id,
           n.name AS author, -- As written
           l.position
    FROM article_authors AS l JOIN authors AS n ON n.id = l.author_id JOIN articles AS a ON a.id = l.article_id
    WHERE a.status IN ('live', 'gone');

CREATE VIEW images_v1 AS
    -- Pictures of the articles in `articles_v1`.
    SELECT i.article_id, i.position, i.url, i.caption, i.credit
    FROM images AS i JOIN articles AS a ON a.id = i.article_id
    WHERE a.status IN ('live', 'gone');

CREATE VIEW attributions_v1 AS
    -- Attributions of the articles in `articles_v1`, the source's own publisher included.
    SELECT t.article_id, a.revision, t.role, t.entity, t.organisation_id, t.name, t.as_written, t.evidence,
           t.found_in, t.position, t.extent, t.confidence
    FROM attributions AS t JOIN articles AS a ON a.id = t.article_id
    WHERE a.status IN ('live', 'gone')
    UNION ALL
    SELECT a.id, a.revision, 'publisher', json_extract(coalesce(a.publisher, s.publisher), '$.entity'),
           json_extract(coalesce(a.publisher, s.publisher), '$.organisation_id'),
           json_extract(coalesce(a.publisher, s.publisher), '$.name'),
           json_extract(coalesce(a.publisher, s.publisher), '$.as_written'),
           json_extract(coalesce(a.publisher, s.publisher), '$.evidence'),
           json_extract(coalesce(a.publisher, s.publisher), '$.found_in'),
           json_extract(coalesce(a.publisher, s.publisher), '$.position'),
           NULL,
           json_extract(coalesce(a.publisher, s.publisher), '$.confidence')
    FROM articles AS a JOIN sources AS s ON s.id = a.source_id
    WHERE a.status IN ('live', 'gone') AND coalesce(a.publisher, s.publisher, 'null') <> 'null';

CREATE VIEW revisions_v1 AS
    -- Every text that the articles in `articles_v1` had; order by `captured_at`.
    SELECT r.article_id, r.revision, r.captured_at, r.cause, r.edit, r.words_added, r.words_removed,
           CASE WHEN a.revision IN (r.revision, r.same_as) THEN a.title
                ELSE coalesce(r.title, t.title) END AS title, -- The headline then
           CASE WHEN a.revision = r.revision THEN a.summary ELSE r.summary END AS summary, -- The standfirst then
           CASE WHEN a.revision IN (r.revision, r.same_as) THEN a.body
                ELSE coalesce(r.body, t.body) END AS body, -- The text then
           r.blocks, r.provenance, r.reader, r.content_hash, r.published_local, r.modified_local
    FROM revisions AS r
    JOIN articles AS a ON a.id = r.article_id
    LEFT JOIN revisions AS t ON t.article_id = r.article_id AND t.revision = r.same_as
    WHERE a.status IN ('live', 'gone');

CREATE VIEW stories_v1 AS
    -- Stories that stand for themselves, with their size and their origin.
    SELECT s.id AS story_id, s.made_at,
           count(*) AS articles, -- How many articles tell it
           count(DISTINCT a.source_id) AS sources, -- How many sources ran it
           min(CASE WHEN m.relation = 'origin' THEN m.article_id END) AS origin_id, -- Article that was first
           min(a.sort_at) AS first_at, -- UTC, of its first article
           max(a.sort_at) AS last_at -- UTC, of its last one
    FROM stories AS s
    JOIN story_articles AS m ON m.story_id = s.id
    JOIN articles AS a ON a.id = m.article_id
    WHERE s.merged_into IS NULL AND a.status IN ('live', 'gone')
    GROUP BY s.id;

CREATE VIEW story_articles_v1 AS
    -- Which articles tell which story.
    SELECT m.story_id, m.article_id, m.relation, m.share
    FROM story_articles AS m JOIN articles AS a ON a.id = m.article_id
    WHERE a.status IN ('live', 'gone');

CREATE VIEW sources_v1 AS
    -- Sources, registered or not.
    SELECT s.id AS source_id, s.name, s.homepage, s.organisation_id, s.country, s.languages, s.kind, s.scope,
           s.place, s.owner, s.owner_since, s.labels, s.time_zone, s.definition, s.registered, s.tdm, s.added_at, s.removed_at
    FROM sources AS s;

CREATE VIEW coverage_v1 AS
    -- What was looked at, source by day.
    SELECT c.source_id, c.day, c.visits, c.candidates, c.stored, c.refused, c.failed, c.possible_gap
    FROM coverage AS c;

CREATE VIEW changes_v1 AS
    -- The change feed: ask for `seq` greater than the last one seen, in order of `seq`.
    SELECT c.seq, c.article_id, a.uid, c.kind, c.revision, c.other_id, c.at
    FROM changes AS c LEFT JOIN articles AS a ON a.id = c.article_id;

CREATE VIEW latest AS
    -- The newest articles first.
    SELECT a.sort_at AS at, -- UTC
           a.source_id AS source,
           a.section,
           a.title,
           a.url,
           a.word_count AS words,
           a.id
    FROM articles AS a
    WHERE a.status IN ('live', 'gone')
    ORDER BY a.sort_at DESC;

CREATE VIEW wire_by_source AS
    -- Which source carries which agency's text, and how often.
    SELECT a.source_id AS source,
           t.name AS wire, -- The agency, or another outlet that the text comes from
           count(*) AS articles, -- How many of the source's articles credit it
           sum(t.extent IS 'whole') AS whole, -- Of these, those that come from it as a whole, as far as the page says
           max(a.sort_at) AS last_at -- UTC, of the last one
    FROM attributions AS t JOIN articles AS a ON a.id = t.article_id
    WHERE t.role = 'wire' AND a.status IN ('live', 'gone')
    GROUP BY a.source_id, t.name;

CREATE VIEW cited_by_source AS
    -- Which source cites which outlet, and how often.
    SELECT a.source_id AS source,
           t.name AS cited, -- The outlet that is named as the source of something told
           count(*) AS articles, -- How many of the source's articles cite it
           max(a.sort_at) AS last_at -- UTC, of the last one
    FROM attributions AS t JOIN articles AS a ON a.id = t.article_id
    WHERE t.role = 'cited' AND a.status IN ('live', 'gone')
    GROUP BY a.source_id, t.name;

CREATE VIEW syndication AS
    -- Which outlet ran whose text, story by story.
    SELECT m.story_id AS story,
           o.source_id AS origin, -- Source of the story's origin
           a.source_id AS outlet, -- Source that ran a copy or an update of it
           m.relation,
           m.share,
           CASE WHEN length(o.published_local) > 10 AND length(a.published_local) > 10
                THEN (strftime('%s', a.published_at) - strftime('%s', o.published_at)) / 60
                END AS delay, -- Minutes from the origin to the copy; only where both times are stated to the minute
           o.id AS origin_id, -- Article that is the origin
           m.article_id -- Article that is the copy
    FROM story_articles AS m
    JOIN articles AS a ON a.id = m.article_id
    JOIN story_articles AS first ON first.story_id = m.story_id AND first.relation = 'origin'
    JOIN articles AS o ON o.id = first.article_id
    WHERE m.relation <> 'origin' AND a.status IN ('live', 'gone');

CREATE VIEW story_timeline AS
    -- The articles of each story in order of time.
    SELECT m.story_id AS story,
           a.sort_at AS at, -- UTC
           a.source_id AS source,
           m.relation,
           m.share,
           a.title,
           a.url,
           a.id
    FROM story_articles AS m JOIN articles AS a ON a.id = m.article_id
    WHERE a.status IN ('live', 'gone')
    ORDER BY m.story_id, a.sort_at;
