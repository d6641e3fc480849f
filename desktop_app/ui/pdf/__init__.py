"""The reader of PDFs: pages, thumbnails, contents, search, highlights and page notes."""
