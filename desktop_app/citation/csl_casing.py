"""Title case for English titles, as CSL describes it."""

from __future__ import annotations

import re

# Articles, conjunctions and prepositions; the first word, the last and one after a colon are
# capitalised all the same.
_SMALL = frozenset({
    "a", "about", "above", "across", "after", "against", "al", "along", "alongside", "amid",
    "among", "amongst", "an", "and", "around", "as", "at", "before", "behind", "below",
    "beneath", "beside", "besides", "between", "beyond", "but", "by", "circa", "contra", "d",
    "de", "despite", "down", "during", "et", "except", "for", "from", "given", "in", "inside",
    "into", "like", "near", "next", "nor", "of", "off", "on", "onto", "or", "out", "over",
    "per", "plus", "pro", "qua", "sans", "since", "so", "than", "the", "through", "throughout",
    "thru", "till", "to", "toward", "towards", "under", "underneath", "until", "unto", "up",
    "upon", "v", "van", "versus", "via", "von", "vs", "vs.", "with", "within", "without", "yet",
})  # fmt: skip
_WORD = re.compile(r"[^\W_]+(?:[’'.][^\W_]+)*\.?")
_STARTS = re.compile(
    r"(?:[:?!.](?:[”’\ue000-\ue00f]*\s+[-–])?|—)[”’\ue000-\ue00f]*\s*[“‘(\[\ue000-\ue00f]*\Z"
)
_KEPT = re.compile("\ue008.*?\ue009", re.DOTALL)


def title_case(text: str) -> str:
    """Return the title with capitals on all but small words; words with a capital stay as they are.

    What stands between U+E008 and U+E009 (CSL's ``nocase``) is left alone.
    """
    kept = [found.span() for found in _KEPT.finditer(text)]
    words = list(_WORD.finditer(text))

    def cased(place: int, found: re.Match[str]) -> str:
        word = found[0]
        if any(begin <= found.start() < end for begin, end in kept) or not word[0].islower():
            return word
        if word != word.lower():
            return word
        before = text[: found.start()]
        edge = place in (0, len(words) - 1) or bool(_STARTS.search(before[-8:]))
        if word in _SMALL and not edge:
            return word
        return word[0].upper() + word[1:]

    pieces, end = [], 0
    for place, found in enumerate(words):
        pieces += [text[end : found.start()], cased(place, found)]
        end = found.end()
    return "".join([*pieces, text[end:]])
