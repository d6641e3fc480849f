"""Colours, spacing and type sizes of the window, each with the purpose it serves."""

from __future__ import annotations

from typing import overload

SPACE = (4, 8, 12, 16, 24, 32)
"""Distances in pixels; everything on the screen stands on this grid."""

RADIUS = 6
"""Corner radius of cards, fields and buttons, pixels."""

SCALE = {"small": 11, "body": 13, "lead": 15, "title": 18, "display": 24}
"""Type sizes in pixels at a font scale of 100 %."""

TARGET = 28
"""Least height of anything that is clicked, pixels."""


class Token:
    """A colour with its light and dark value and one line on where it is used."""

    def __init__(self, light: str, dark: str, purpose: str) -> None:
        self.light = light
        self.dark = dark
        self.purpose = purpose
        self.name = ""

    def __set_name__(self, owner: type, name: str) -> None:
        self.name = name

    @overload
    def __get__(self, colours: None, owner: type) -> Token: ...

    @overload
    def __get__(self, colours: Colours, owner: type) -> str: ...

    def __get__(self, colours: Colours | None, owner: type) -> Token | str:
        if colours is None:
            return self
        return self.dark if colours.dark else self.light


class Colours:
    """The colour tokens of one theme: ``Colours(dark=True).paper`` is a ``#RRGGBB`` text."""

    paper = Token("#FBFAF7", "#17191C", "ground of the window and of the diagram")
    sheet = Token("#FFFFFF", "#1E2125", "raised ground: cards, fields, menus, tables, popups")
    ink = Token("#1F2328", "#E6E4DF", "text and icons")
    quiet = Token("#57606A", "#A3A9B1", "second text: labels, captions, units, headings")
    line = Token("#E3E0D8", "#30343A", "hairlines between regions and around cards")
    edge = Token("#CBC7BC", "#474C54", "outline of fields and buttons")
    hover = Token("#F1EFE9", "#262A2F", "ground under the pointer")
    badge = Token("#EFEDE6", "#2A2E34", "ground of badges and key caps")
    accent = Token("#0F766E", "#4CC2B4", "the one accent: links, focus, the chosen entry")
    accent_paper = Token("#E2F1EE", "#15332F", "ground of the chosen entry or row")
    on_accent = Token("#FFFFFF", "#0B1F1C", "text on the accent")
    match = Token("#FCEBB0", "#4D4116", "ground of matched text in search results")
    caution = Token("#A34A07", "#F2AE6B", "text and mark of a caution")
    caution_paper = Token("#FDF3E7", "#33271A", "ground of a caution")
    danger = Token("#B91C1C", "#F59A93", "text and mark of a danger or red flag")
    danger_paper = Token("#FDEEEC", "#3A2020", "ground of a red flag")
    supports = Token("#0F766E", "#4CC2B4", "a study for a claim, or one that found benefit")
    mixed = Token("#A34A07", "#F2AE6B", "a study that points both ways")
    against = Token("#9A2C4D", "#F199B3", "a study against a claim, or one that found harm")
    neutral = Token("#57606A", "#A3A9B1", "no difference, context, not applicable")
    marker = Token("#FFFFFF", "#17191C", "ring around a point on the diagram")
    marker_chosen = Token("#0F766E", "#4CC2B4", "ring around the chosen point")
    label_ink = Token("#1F2328", "#F2F0EB", "text of labels on the diagram")
    label_halo = Token("#FBFAF7", "#17191C", "halo behind labels, so that they stand off the skin")
    faint = Token("#9AA0A6", "#6B727A", "unselected meridians, far-side points, rival places")
    artery = Token("#B3332B", "#F0857C", "arteries")
    vein = Token("#3D5FA8", "#8FB0F2", "veins")
    nerve = Token("#8A6A00", "#E5C453", "nerves")
    site = Token("#6D3FA0", "#C5A3EE", "examination sites")
    numb = Token("#0072B2", "#0072B2", "skin marked as numb, with slanting lines")
    tingling = Token("#A8417F", "#A8417F", "skin marked as tingling, with dots")
    painful = Token("#C24A00", "#C24A00", "skin marked as painful, with crosses")
    cold = Token("#007A58", "#007A58", "skin marked as cold, with level lines")
    page = Token("#FFFFFF", "#FFFFFF", "pages of files, white in either theme")
    page_ink = Token("#1F2328", "#1F2328", "what is drawn on such a page: note signs, outlines")
    page_chosen = Token("#A9D3F5", "#A9D3F5", "selected text on a page, laid on as ink is")
    page_found = Token("#FFD9A8", "#FFD9A8", "text found on a page, laid on as ink is")
    mark_yellow = Token("#FFE873", "#FFE873", "yellow marks on a page, laid on as ink is")
    mark_green = Token("#B4E8A6", "#B4E8A6", "green marks on a page, laid on as ink is")
    mark_blue = Token("#A8DCF5", "#A8DCF5", "blue marks on a page, laid on as ink is")
    mark_pink = Token("#F9BFD6", "#F9BFD6", "pink marks on a page, laid on as ink is")
    shade = Token("#1F2328", "#000000", "shadow under popups, mostly transparent")

    def __init__(self, dark: bool = False) -> None:
        self.dark = dark

    @classmethod
    def tokens(cls) -> dict[str, Token]:
        """Return every token by name."""
        return {name: token for name, token in vars(cls).items() if isinstance(token, Token)}

    def meridian(self, code: str) -> str:
        """Return the colour of a meridian's line and points; always shown with its letters."""
        light, dark = MERIDIANS.get(code, MERIDIANS["EX-LE"])
        return dark if self.dark else light

    def meridian_edge(self, code: str) -> str:
        """Return the meridian's hue deepened to stand 3:1 on paper: chip outlines, fine lines."""
        light, dark = MERIDIAN_EDGES.get(code, MERIDIAN_EDGES["EX-LE"])
        return dark if self.dark else light


MERIDIANS = {
    "ST": ("#E69F00", "#E69F00"),
    "SP": ("#D55E00", "#E8762B"),
    "BL": ("#0072B2", "#3B9CD6"),
    "KI": ("#56B4E9", "#56B4E9"),
    "GB": ("#009E73", "#12B588"),
    "LR": ("#CC79A7", "#D98BB6"),
    "EX-LE": ("#6B7280", "#9BA3AF"),
}
"""Line and point colours, light and dark: Okabe and Ito's set, safe for colour blindness."""

MERIDIAN_EDGES = {
    "ST": ("#B87F00", "#E69F00"),
    "SP": ("#C45600", "#E8762B"),
    "BL": ("#0072B2", "#3B9CD6"),
    "KI": ("#2B8FC7", "#56B4E9"),
    "GB": ("#008763", "#12B588"),
    "LR": ("#B85F91", "#D98BB6"),
    "EX-LE": ("#6B7280", "#9BA3AF"),
}
"""The same hues at 3:1 or more on ``paper`` and ``sheet``."""

TINTS = (
    "#E69F00", "#0072B2", "#009E73", "#CC79A7", "#56B4E9", "#D55E00", "#8C6BB1", "#7A8F3C",
)  # fmt: skip
"""Tints of territories on the diagram, laid on thinly; neighbours differ, names tell them apart."""

BODY_TINTS = {"skin": "#EBCDB4", "bones": "#EFE9DA"}
"""Samples of skin and bone in the legend, as the plates show them in either theme."""

TEXT_PAIRS = (
    ("ink", "paper"), ("ink", "sheet"), ("ink", "hover"), ("ink", "badge"), ("ink", "match"),
    ("ink", "accent_paper"), ("ink", "caution_paper"), ("ink", "danger_paper"),
    ("quiet", "paper"), ("quiet", "sheet"), ("quiet", "hover"), ("quiet", "badge"),
    ("quiet", "accent_paper"), ("quiet", "caution_paper"), ("quiet", "danger_paper"),
    ("accent", "paper"), ("accent", "sheet"), ("accent", "hover"), ("accent", "accent_paper"),
    ("accent", "badge"), ("on_accent", "accent"),
    ("accent", "caution_paper"), ("accent", "danger_paper"),
    ("caution", "paper"), ("caution", "sheet"), ("caution", "caution_paper"),
    ("danger", "paper"), ("danger", "sheet"), ("danger", "danger_paper"),
    ("supports", "sheet"), ("mixed", "sheet"), ("against", "sheet"), ("neutral", "sheet"),
    ("supports", "badge"), ("mixed", "badge"), ("against", "badge"), ("neutral", "badge"),
    ("supports", "accent_paper"), ("mixed", "accent_paper"), ("against", "accent_paper"),
    ("label_ink", "label_halo"),
    ("page_ink", "page"), ("page_ink", "page_chosen"), ("page_ink", "page_found"),
    ("page_ink", "mark_yellow"), ("page_ink", "mark_green"), ("page_ink", "mark_blue"),
    ("page_ink", "mark_pink"),
)  # fmt: skip
"""Every ink that is written on a ground, with that ground; each pair stands at 4.5:1 or more."""


def luminance(colour: str) -> float:
    """Return the relative luminance of ``#RRGGBB``, 0 to 1 (WCAG 2.2)."""
    channels = (int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5))
    red, green, blue = (
        c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    """Return the contrast ratio of two colours, 1 to 21 (WCAG 2.2)."""
    low, high = sorted((luminance(one), luminance(other)))
    return (high + 0.05) / (low + 0.05)
