"""Import, export, duplicates, organise, appraise, attach, undo: what a user does with studies."""

READ_PDF = "--read-pdf"
"""First argument of the program when it is the process that reads PDFs; see ``pdf_asking``."""
