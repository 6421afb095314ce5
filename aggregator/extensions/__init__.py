"""What runs beside a crawl: shared parts, the display, the logs."""
