"""The reading workspace: conditions, topics, meridians, structures and claims."""
