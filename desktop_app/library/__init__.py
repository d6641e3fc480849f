"""Import, export, duplicates, organise, appraise, attach, undo: what a user does with studies."""
