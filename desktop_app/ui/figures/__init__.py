"""Figures of the evidence: drawn once for screen, picture, SVG and PDF; each has a table."""
