"""Paper: tagged PDFs, drawn limbs, documents for a word processor."""
