"""Writes the placement report: close-ups by region, and every rule with what the body measures."""

from __future__ import annotations

import html
import json
from typing import Any

from assets.pipeline.points_limb import ATLAS, ROOT
from assets.pipeline.points_measures_foot import TOLERANCE_CUN
from assets.pipeline.report_pictures import REGIONS, picture

REPORT = ROOT / "build" / "atlas-report" / "index.html"
_STYLE = """
body { font: 14px/1.45 system-ui, sans-serif; color: #1F2328; background: #FBFAF7;
       margin: 32px auto; max-width: 1180px; padding: 0 24px }
h1 { font-size: 24px } h2 { font-size: 18px; margin-top: 40px } h3 { font-size: 15px }
.regions { display: grid; grid-template-columns: repeat(auto-fill, minmax(360px, 1fr)); gap: 24px }
figure { margin: 0 } img { width: 100%; border: 1px solid #E3E0D8; border-radius: 6px }
figcaption { color: #57606A; margin-top: 4px }
table { border-collapse: collapse; width: 100% } th { text-align: left; color: #57606A }
td, th { border-bottom: 1px solid #E3E0D8; padding: 4px 8px; vertical-align: top }
td.n { text-align: right; font-variant-numeric: tabular-nums } tr.off td { color: #B91C1C }
.note { color: #57606A }
"""


def _rows(name: str, entry: dict[str, Any]) -> str:
    rows = []
    measures = entry["measures"] or [{"rule": "", "expected_cun": None, "measured_cun": None}]
    for number, measure in enumerate(measures):
        asked, found = measure["expected_cun"], measure["measured_cun"]
        off = asked is not None and abs(asked - found) > TOLERANCE_CUN
        words = html.escape(measure["rule"])
        note = entry.get("note", "") if number == 0 else ""
        words += f'<div class="note">{html.escape(note)}</div>' if note else ""
        figures = ["" if value is None else f"{value:.2f}" for value in (asked, found)]
        title = f"<b>{html.escape(name)}</b>" if number == 0 else ""
        rows.append(
            f"<tr{' class=off' if off else ''}><td>{title}</td><td>{words}</td>"
            f'<td class="n">{figures[0]}</td><td class="n">{figures[1]}</td></tr>'
        )
    return "".join(rows)


def _table(entries: dict[str, dict[str, Any]]) -> str:
    head = "<tr><th>Point</th><th>Rule</th><th>Expected, cun</th><th>Measured, cun</th></tr>"
    return f"<table>{head}{''.join(_rows(name, entry) for name, entry in entries.items())}</table>"


def page(atlas: dict[str, Any]) -> str:
    """Return the report as one HTML page that needs no other file."""
    figures = "".join(
        f'<figure><img alt="{html.escape(region.title)}" src="{picture(region)}">'
        f"<figcaption>{html.escape(region.title)} ({region.view})</figcaption></figure>"
        for region in REGIONS
    )
    scales = "".join(
        f'<tr><td>{html.escape(name)}</td><td class="n">{scale["cun"]:g}</td>'
        f'<td class="n">{scale["mm_per_cun"]:.1f}</td></tr>'
        for name, scale in atlas["scales"].items()
    )
    missing = "".join(
        f"<li><b>{html.escape(code)}</b> {html.escape(why)}</li>"
        for code, why in atlas["not_placed"].items()
    )
    return f"""<!doctype html><html lang="en"><meta charset="utf-8">
<title>Where the points lie</title><style>{_STYLE}</style>
<h1>Where the points lie on the body</h1>
<p>Every point is placed by its rule and measured back on the body; a difference of more than
{TOLERANCE_CUN:g} cun is red. Grey marks are rival places that other sources give.</p>
<h2>Close-ups</h2><div class="regions">{figures}</div>
<h2>Scales of this body</h2>
<table><tr><th>Scale</th><th>cun</th><th>mm for one cun</th></tr>{scales}</table>
<h2>Points</h2>{_table(atlas["points"])}
<h2>Rival places</h2>{_table(atlas["variants"])}
{f"<h2>Not placed</h2><ul>{missing}</ul>" if missing else ""}
</html>
"""


def main() -> None:
    """Write ``build/atlas-report/index.html``."""
    atlas = json.loads((ATLAS / "atlas.json").read_text("utf-8"))
    REPORT.parent.mkdir(parents=True, exist_ok=True)
    REPORT.write_text(page(atlas), encoding="utf-8")
    print(REPORT)


if __name__ == "__main__":
    main()
