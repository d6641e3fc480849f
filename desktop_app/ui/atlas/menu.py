"""What is said and offered about the thing under the pointer."""

from __future__ import annotations

from collections.abc import Callable
from html import escape

from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QMenu, QWidget

from desktop_app.atlas import state as moves
from desktop_app.atlas.layers import LAYERS
from desktop_app.atlas.picking import Hit
from desktop_app.atlas.state import AtlasState
from desktop_app.content import structure_ref
from desktop_app.domain.refs import Ref, point_ref
from desktop_app.ui.diagram.scene import Scene
from desktop_app.ui.services import Services


def describe(scene: Scene, view: str, hit: Hit) -> str:
    """Return the words of the tooltip, as HTML."""
    if hit.kind == "point":
        point = scene.content.points[hit.id]
        names = escape(f"{point.pinyin} {point.hanzi}")
        return f"<b>{point.code}</b> {names}<br>{escape(point.english)}"
    if hit.kind == "rival":
        rival = scene.atlas.projection(view).rivals[hit.id]
        return f"<b>Rival location of {rival.code}</b><br>{escape(rival.text)}"
    return f"<b>{escape(scene.name_of(hit.id))}</b>"


def build_menu(
    parent: QWidget,
    services: Services,
    scene: Scene,
    state: AtlasState,
    hit: Hit | None,
    show: Callable[[AtlasState], None],
) -> QMenu:
    """Return the menu of what was hit; ``show`` takes the states it leads to."""
    menu = QMenu(parent)
    points = scene.content.points
    if hit is not None and hit.kind == "point" and hit.id in points:
        code, meridian = hit.id, points[hit.id].meridian
        _add_ref(menu, services, point_ref(code), f"Open {code}")
        menu.addAction("Copy code", lambda: _copy(services, code))
        menu.addSeparator()
        words = f"{LAYERS[meridian].title} alone in colour"
        if state.solo == meridian:
            words = "All meridians in colour"
        menu.addAction(words, lambda: show(moves.solo(state, meridian)))
        menu.addAction(f"Hide {code}", lambda: show(moves.hide(state, code)))
    elif hit is not None and (structure := scene.structure_of(hit.id)):
        _add_ref(menu, services, structure_ref(structure), "Open its page")
    if state.hidden:
        words = f"Restore hidden points ({len(state.hidden)})"
        menu.addAction(words, lambda: show(moves.restore_hidden(state)))
    menu.addAction("Fit the view", lambda: show(moves.fit(state)))
    return menu


def _add_ref(menu: QMenu, services: Services, ref: Ref, words: str) -> None:
    menu.addAction(words, lambda: services.navigator.go(ref))
    menu.addAction("Copy link", lambda: _copy(services, str(ref)))


def _copy(services: Services, text: str) -> None:
    QGuiApplication.clipboard().setText(text)
    services.said.emit(f"Copied {text}")
