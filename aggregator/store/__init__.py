"""The SQLite file: one writer, many readers, and the only room that speaks SQL for writing."""
