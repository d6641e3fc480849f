"""RIS, BibTeX, PubMed, CSL-JSON, EndNote XML: bytes in, references out and back; CSL."""
