"""Questions generated from the content, each with one right answer."""
