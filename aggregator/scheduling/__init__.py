"""When what is looked at again: sources by their own rhythm, articles by their age."""
