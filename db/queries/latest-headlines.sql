-- The fifty newest headlines, with their sources.
SELECT sort_at, source_name, section, title, url
FROM articles_v1
ORDER BY sort_at DESC
LIMIT 50;
