"""Strategies for references in the form that reading gives."""

from __future__ import annotations

from hypothesis import strategies as st

from desktop_app.citation.names import inverted, name_from_inverted
from desktop_app.domain.reference import (
    Credit,
    Name,
    Notice,
    NoticeKind,
    Reference,
    ReferenceType,
    Role,
    When,
)

# Letters of several scripts and the marks that formats use for themselves.
LETTERS = "abcxyzABCXYZéöñßœŁΔβµÅ足三里 019-–.,:;'\"&<>{}[]()/\\%$#@*_+=?!~^`|“”’"


@st.composite
def texts(draw: st.DrawFn, least: int = 0, without: str = "") -> str:
    """Text of one line without outer or doubled spaces."""
    letters = "".join(letter for letter in LETTERS if letter not in without)
    text = " ".join(draw(st.text(letters, min_size=least, max_size=40)).split())
    return text or ("x" if least else "")


@st.composite
def paragraphs(draw: st.DrawFn) -> str:
    """Text of a few paragraphs."""
    return "\n".join(part for part in draw(st.lists(texts(), max_size=3)) if part)


WORDS = st.text("abcxyzABCéöΔ足19", min_size=1, max_size=8)


@st.composite
def names(draw: st.DrawFn) -> Name:
    """A person with given names, or a body."""
    if draw(st.booleans()):
        written = f"{draw(WORDS)} {draw(WORDS)}, {draw(WORDS)}"
        if draw(st.booleans()):
            written = f"van der {written}, Jr"
        name = name_from_inverted(written)
    else:
        name = Name(literal=draw(texts(1, without=";{}[]*,")))
    return name_from_inverted(inverted(name))


def dates() -> st.SearchStrategy[When]:
    """Nothing, a year, a month, a day, a season, or what is no date."""
    years, months = st.integers(1500, 2099), st.integers(1, 12)
    return st.one_of(
        st.just(When()),
        st.builds(When, years),
        st.builds(When, years, months),
        st.builds(When, years, months, st.integers(1, 28)),
        st.builds(When, years, text=st.sampled_from(["Spring", "Mar-Apr"])),
        st.just(When(text="in press")),
    )


NUMBERS = st.from_regex(r"[1-9][0-9]{0,3}[A-Z]?", fullmatch=True)
PAGES = st.one_of(
    st.just(""),
    st.sampled_from(["115-121", "e12", "S1-S9", "7", "iv-ix", "1-3, 9-12"]),
)


@st.composite
def articles(draw: st.DrawFn) -> Reference:
    """An article with what every format of reference files holds."""
    roles = draw(st.lists(st.sampled_from([Role.AUTHOR, Role.EDITOR]), max_size=4))
    credits_ = tuple(Credit(draw(names()), role) for role in sorted(roles, key=str))
    notices = draw(
        st.lists(st.builds(Notice, st.sampled_from(NoticeKind), texts(1)), max_size=2, unique=True)
    )
    pmid = draw(st.one_of(st.just(""), st.from_regex(r"[1-9][0-9]{4,7}", fullmatch=True)))
    return Reference(
        type=ReferenceType.ARTICLE,
        title=draw(texts(1, without="<>{}")),
        credits=credits_,
        issued=draw(dates()),
        container=draw(texts(without="<>{}[]/")),
        volume=draw(st.one_of(st.just(""), NUMBERS)),
        issue=draw(st.one_of(st.just(""), NUMBERS)),
        pages=draw(PAGES),
        doi=draw(st.sampled_from(["", "10.9999/abc.1", "10.9999/S0001(20)3-7_x"])),
        pmid=pmid,
        issn=draw(st.sampled_from(["", "1876-0001", "1876-000X"])),
        language=draw(st.sampled_from(["", "eng", "de"])),
        abstract=draw(texts()),
        keywords=tuple(dict.fromkeys(draw(st.lists(texts(1, without=";,*{}"), max_size=3)))),
        publication_types=draw(st.sampled_from([(), ("Journal Article", "Review")])),
        notices=tuple(notices),
    )
