"""Opens a point."""

from __future__ import annotations

from desktop_app.domain.codes import read_code
from desktop_app.domain.points import Point
from desktop_app.domain.refs import Kind, point_ref
from desktop_app.reading.claims import (
    claims_about,
    listed,
    own_studies_about,
)
from desktop_app.reading.taken import taken
from desktop_app.reading.views import PointCard
from desktop_app.store import Library


def open_point(library: Library, code: str) -> PointCard:
    """Return a point's card.

    Parameters
    ----------
    library
        Where to look.
    code
        The point's code, in any spelling.

    Raises
    ------
    NotFound
        If there is no such point.
    """
    ref = point_ref(code if code in library.content.points else read_code(code) or code)
    missing = (f"There is no point {code} in this atlas.", "Points look like ST36.")
    with taken(library, ref, Point, *missing) as (shelf, point, kept):
        claims = claims_about(shelf, _scope(point))
        itself = [(Kind.POINT.value, each) for each in filter(None, (ref.key, point.site_of))]
        codes = {code for _, code in itself}
        studies = {
            study.key: study
            for study in library.content.studies.values()
            if not codes.isdisjoint(study.points)
        }
        studies |= {study.key: study for view in claims for _, study in view.studies}
        own, has_more = own_studies_about(shelf, itself)
        previous, following = neighbours(library, point)
        return PointCard(
            point=point,
            meridian=library.content.meridians.get(point.meridian),
            claims=claims,
            studies=listed((studies | own).values()),
            previous=previous,
            next=following,
            has_more=has_more,
            **kept,
        )


def neighbours(library: Library, point: Point) -> tuple[str, str]:
    """Return the codes before and after a point on its line; among sites, those of one point."""
    points = library.content.points
    meridian = library.content.meridians.get(point.meridian)
    if point.site_of:
        whole = points.get(point.site_of)
        line = whole.sites if whole else ()
    elif meridian is not None:
        line = meridian.points
    else:
        line = tuple(
            each.code
            for each in points.values()
            if each.meridian == point.meridian and not each.site_of
        )
    if point.code not in line:
        return "", ""
    at = line.index(point.code)
    return (line[at - 1] if at else ""), (line[at + 1] if at + 1 < len(line) else "")


def _scope(point: Point) -> dict[tuple[str, str], str]:
    """Return through what claims reach a point: itself, the point it is a site of, its line."""
    scope = {(Kind.POINT.value, point.code): "point"}
    if point.site_of:
        scope[Kind.POINT.value, point.site_of] = "point"
    if point.same_as:
        scope[Kind.POINT.value, point.same_as] = "point"
    scope[Kind.MERIDIAN.value, point.meridian] = "meridian"
    return scope
