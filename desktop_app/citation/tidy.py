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


def unwrapped(text: str) -> str:
    """Return the paragraphs of a text; lines broken at a fixed width become one again.

    Such lines are told by being of like length and going on in lower case.
    """
    text = paragraphs(text)
    if text.count("\n") < 2:
        return text
    lines = text.split("\n")
    if all(50 <= len(line) <= 100 for line in lines[:-1]) and any(
        line[0].islower() for line in lines[1:]
    ):
        return " ".join(lines)
    return text
