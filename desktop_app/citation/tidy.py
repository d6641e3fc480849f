"""Text of fields brought to one form: spaces, paragraphs."""

from __future__ import annotations


def one_line(text: str) -> str:
    """Return the text with every run of white space made one space."""
    return " ".join(text.split())


def paragraphs(text: str) -> str:
    """Return the text with its paragraphs, each without outer spaces, none empty."""
    if "\n" not in text:
        return text.strip()
    lines = [line.strip() for line in text.split("\n")]
    return "\n".join(line for line in lines if line)
