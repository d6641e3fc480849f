"""What stands in place of the list of studies when there is nothing in it: why, and what next."""

from __future__ import annotations

from desktop_app.ui.evidence.clauses import pieces
from desktop_app.ui.rich.empty import Words

OWN = Words(
    "No studies of your own yet",
    "Bring them from PubMed, Zotero, EndNote or Mendeley (RIS, BibTeX, nbib, CSL-JSON, EndNote "
    "XML), or as PDFs: drop files or a folder here. Nothing leaves this machine.",
    ("evidence.import", "evidence.add"),
)
NO_MATCH = Words(
    "No study matches",
    "Take something out of the query, or ask otherwise.",
    ("evidence.clear", "evidence.help"),
)
EMPTY = {
    "is:trashed": Words("The trash is empty", "Studies of your own that you delete wait here."),
    "is:starred": Words("Nothing is starred", "Choose a study and press S to keep it at hand."),
    "is:retracted": Words("No retracted study", "None is known to have been retracted."),
    "added:month": Words("Nothing new", "What you bring in stands here for thirty days."),
}
ELSEWHERE = {
    "in": Words("Nothing in this collection", "Drag studies onto it, or choose some and press C."),
    "tag": Words("Nothing has this tag", "Drag studies onto it, or choose some and press T."),
}


def words_for(query: str, own: int) -> Words:
    """Return what is said of a query that finds nothing; ``own`` counts the user's studies."""
    asked = pieces(query)
    plain = query.strip().casefold()
    if plain == "is:mine" or (plain == "added:month" and not own):
        return OWN
    if plain in EMPTY:
        return EMPTY[plain]
    if len(asked) == 1 and asked[0].asks and asked[0].field in ELSEWHERE:
        return ELSEWHERE[asked[0].field]
    return NO_MATCH
