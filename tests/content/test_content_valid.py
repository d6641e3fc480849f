"""The shipped content breaks no rule; each mistake names file, line and reason."""

from __future__ import annotations

from desktop_app.content.loading import read_yaml
from desktop_app.content.paths import data_dir
from desktop_app.domain.errors import BadContent


def test_content_breaks_no_rule() -> None:
    try:
        content = read_yaml(data_dir(), strict=True)
    except BadContent as error:
        raise AssertionError("\n" + "\n".join(error.problems)) from None
    assert content.version
    assert len([point for point in content.points.values() if not point.site_of]) == 99


def test_sites_stand_beside_the_point_they_belong_to() -> None:
    points = read_yaml(data_dir()).points
    bafeng = points["EX-LE10"]
    assert bafeng.sites[0] == "EX-LE10.1"
    first = points["EX-LE10.1"]
    assert first.site_of == "EX-LE10"
    assert first.location.text != bafeng.location.text
    assert first.cautions == bafeng.cautions
    assert first.needling == bafeng.needling
