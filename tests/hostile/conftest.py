"""What pytest leaves alone here: `internet` is imported by the programs under test, and changes who imports it."""

collect_ignore = ["internet"]
