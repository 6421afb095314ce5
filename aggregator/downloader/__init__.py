"""How we ask servers for pages: whom, how fast, and when we stop."""
