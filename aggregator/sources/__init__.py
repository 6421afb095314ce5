"""The sites we harvest: what a source file says, where the files lie, which source owns a host."""
