-- Who ran whose text, how much of it, and how many minutes later (only where both state the minute).
SELECT origin, outlet, count(*) AS copies, round(avg(share), 2) AS mean_share,
       min(delay) AS fastest_minutes, round(avg(delay)) AS mean_minutes
FROM syndication
GROUP BY origin, outlet
ORDER BY copies DESC, origin, outlet;
