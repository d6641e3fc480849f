"""LaTeX in the values of BibTeX fields to Unicode text, and back.

Braces, escapes and accents, which are nearly all there is, are turned by a few expressions;
pylatexenc, which takes a hundred times as long, reads only what is left.
"""

from __future__ import annotations

import re
import unicodedata
from functools import cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pylatexenc.latex2text import LatexNodes2Text

_COMBINING = {
    "`": "\u0300", "'": "\u0301", "^": "\u0302", "~": "\u0303", '"': "\u0308", "=": "\u0304",
    ".": "\u0307", "u": "\u0306", "v": "\u030c", "H": "\u030b", "c": "\u0327", "d": "\u0323",
    "b": "\u0331", "r": "\u030a", "k": "\u0328",
}  # fmt: skip
_LETTERS = {
    "ss": "ß", "ae": "æ", "AE": "Æ", "oe": "œ", "OE": "Œ", "o": "ø", "O": "Ø", "l": "ł", "L": "Ł",
    "aa": "å", "AA": "Å", "i": "ı", "j": "ȷ", "dh": "ð", "DH": "Ð", "th": "þ", "TH": "Þ",
    "dj": "đ", "DJ": "Đ",
}  # fmt: skip
_WORDS = {
    "textbackslash": "\\", "textasciitilde": "~", "textasciicircum": "^", "textendash": "–",
    "textemdash": "—", "textquoteright": "’", "textquoteleft": "‘", "textquotedblleft": "“",
    "textquotedblright": "”", "textless": "<", "textgreater": ">", "textbar": "|",
    "textregistered": "®", "texttrademark": "™", "textdegree": "°", "textmu": "µ",
    "textquotesingle": "'", "textquotedbl": '"', "textbraceleft": "{", "textbraceright": "}",
    "ldots": "…", "dots": "…", "textellipsis": "…", "copyright": "©", "pounds": "£",
}  # fmt: skip
_ACCENT = re.compile(
    r"\\(?:([\"'`^~=.])|([uvHcdbrk])(?=[\s{\\]))\s*"
    r"(?:\{\s*(\\[ij]|[^\W\d_])?\s*\}|(\\[ij](?![A-Za-z])|[^\W\d_]))"
)
_LETTER = re.compile(
    r"\\(" + "|".join(sorted(_LETTERS, key=len, reverse=True)) + r")(?![A-Za-z])\s*"
)
_BRACED_LETTER = re.compile(r"\{([^\x00-\x7f])\}")
_PLAIN = r"((?:[^{}\\]|\\[{}%&#$_]|\\text[a-z]+\{\}|\{[^{}\\]*\})*)"
_MARKED = re.compile(
    r"\\(emph|textit|mkbibemph|textbf|textsuperscript|textsubscript|textsc)\s*\{" + _PLAIN + r"\}"
)
_OLD_MARKED = re.compile(r"\{\s*\\(it|em|bf|sl|sc)\s+" + _PLAIN + r"\}")
_RAISED = re.compile(r"\$\s*(?:\{\})?([\^_])\s*(?:\{([^{}$\\]*)\}|(\w))\s*\$")
_TAGS = {
    "emph": "i", "textit": "i", "mkbibemph": "i", "it": "i", "em": "i", "sl": "i", "textbf": "b",
    "bf": "b", "textsuperscript": "sup", "textsubscript": "sub", "^": "sup", "_": "sub",
}  # fmt: skip
_MATHS = re.compile(r"(?<!\\)\$(?:[^$]*[\\^_<>=][^$]*|\s*\w\s*)(?<!\\)\$")
_KNOWN = r"\\(" + "|".join(sorted(_WORDS, key=len, reverse=True)) + r")(?![A-Za-z])(?:\{\}|[ \t]+)?"
_LAST = re.compile(
    _KNOWN + r"|\\([{}%&#$_ ,/\-:;\"\n\\])|(---|--|``|''|~|[{}])",
)
# A command that neither _LAST nor the expressions before it turn.
_UNKNOWN = re.compile(
    r"\\(?!(?:" + "|".join(_WORDS) + r")(?![A-Za-z])|[{}%&#$_ ,/\-:;\"\n\\])",
)
_EASY = re.compile(r"\\([%&#$_])")
_HARD = re.compile(r"\\[^%&#$_]")
_SIGNS = re.compile(r"---|--|``|''|~")
_DASHES = {"---": "—", "--": "–", "``": "“", "''": "”", "~": " "}
_SPACES = {"\\": " ", "/": "", "-": "", "\n": " ", ",": " "}
_COMMAND = re.compile(r"\\[A-Za-z@]+\*?\s*|\\.?", re.DOTALL)
# pylatexenc's time grows faster than the text, and it follows nested braces by recursion.
_LONGEST = 20_000


def to_text(value: str, *, markup: bool = False) -> str:
    """Return the text of a value as it stands between its delimiters.

    With ``markup``, italics, bold, raised and lowered parts become CSL's ``<i>``, ``<b>``,
    ``<sup>``, ``<sub>``; otherwise their words alone are left.
    """
    if "\\" not in value and "$" not in value:
        return _finished(value)
    if not _HARD.search(value) and ("$" not in value or not _MATHS.search(value)):
        return _finished(value)
    text = _ACCENT.sub(_accented, value)
    text = _LETTER.sub(lambda found: _LETTERS[found[1]], text)
    text = _BRACED_LETTER.sub(r"\1", text)
    text = _RAISED.sub(lambda found: _tagged(found[1], found[2] or found[3] or "", markup), text)
    for pattern in (_MARKED, _OLD_MARKED, _MARKED):
        text = pattern.sub(lambda found: _tagged(found[1], found[2], markup), text)
    if _is_done(text):
        return _finished(text)
    return _read_all(text)


def _accented(found: re.Match[str]) -> str:
    letter = found[3] or found[4] or ""
    if not letter:
        return found[1] or ""
    letter = letter.removeprefix("\\")
    return unicodedata.normalize("NFC", letter + _COMBINING[found[1] or found[2]])


def _tagged(command: str, text: str, markup: bool) -> str:
    tag = _TAGS.get(command)
    return f"<{tag}>{text}</{tag}>" if markup and tag else text


def _is_done(text: str) -> bool:
    return not _UNKNOWN.search(text) and not ("$" in text and _MATHS.search(text))


def _finished(text: str) -> str:
    if "\\" in text:
        if _HARD.search(text):
            return _LAST.sub(_last, text)
        text = _dashed(text).replace("{", "").replace("}", "")
        return _EASY.sub(r"\1", text)
    return _dashed(text).replace("{", "").replace("}", "")


def _dashed(text: str) -> str:
    if "--" in text or "~" in text or "``" in text or "''" in text:
        return _SIGNS.sub(lambda found: _DASHES[found[0]], text)
    return text


def _last(found: re.Match[str]) -> str:
    if found[1]:
        return _WORDS[found[1]]
    if found[2]:
        return _SPACES.get(found[2], found[2])
    return _DASHES.get(found[3], "")


def _read_all(text: str) -> str:
    if len(text) > _LONGEST:
        return _finished(_COMMAND.sub("", text))
    from pylatexenc.latexwalker import LatexWalkerError

    try:
        read = _decoder().latex_to_text(re.sub(r"(?<!\\)%", r"\\%", text))
    except (LatexWalkerError, RecursionError, ValueError, LookupError, TypeError, AttributeError):
        return _finished(_COMMAND.sub("", text))
    return str(read).replace("\xa0", " ")


@cache
def _decoder() -> LatexNodes2Text:
    from pylatexenc.latex2text import LatexNodes2Text

    return LatexNodes2Text(math_mode="text")


_ESCAPES = {
    "\\": r"\textbackslash{}", "{": r"\{", "}": r"\}", "%": r"\%", "&": r"\&", "#": r"\#",
    "$": r"\$", "_": r"\_", "~": r"\textasciitilde{}", "^": r"\textasciicircum{}",
}  # fmt: skip
_SPECIAL = re.compile(r"[\\{}%&#$_~^]|-(?=-)|`(?=`)|'(?=')|(?<=\n)@")
_HTML = re.compile(r"<(i|b|sup|sub)>([^<>]*)</\1>")
_MACROS = {"i": "textit", "b": "textbf", "sup": "textsuperscript", "sub": "textsubscript"}


def to_latex(text: str, *, markup: bool = False) -> str:
    """Return text as a value that ``to_text`` reads back as the same; Unicode stays as it is."""
    escaped = _SPECIAL.sub(lambda found: _ESCAPES.get(found[0]) or f"{found[0]}{{}}", text)
    escaped = escaped.replace("\n@{}", "\n{@}")
    if markup and "<" in escaped:
        escaped = _HTML.sub(lambda found: f"\\{_MACROS[found[1]]}{{{found[2]}}}", escaped)
    return escaped
