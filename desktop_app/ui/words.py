"""Words for slugs and counts, as the window shows them."""

from __future__ import annotations

from desktop_app.domain.slugs import counted as counted
from desktop_app.domain.slugs import sentence_case as sentence_case
from desktop_app.domain.slugs import slug_words as slug_words
