"""The window's one style sheet, written from the tokens."""

from __future__ import annotations

from pathlib import Path

from desktop_app.ui.tokens import RADIUS, SCALE, TARGET, Colours

SHEET = """
QToolTip {{ background: {sheet}; color: {ink}; border: 1px solid {edge}; padding: 4px 8px; }}
QLabel {{ background: transparent; }}
QDialog {{ border: 1px solid {line}; }}
QLabel[role="quiet"] {{ color: {quiet}; }}
QLabel[role="small"] {{ color: {quiet}; font-size: {small}px; }}
QLabel[role="heading"] {{ color: {quiet}; font-size: {small}px; font-weight: 600; }}
QLabel[role="lead"] {{ font-size: {lead}px; }}
QLabel[role="title"] {{ font-size: {title}px; font-weight: 600; }}
QLabel[role="display"] {{ font-size: {display}px; font-weight: 600; }}
QLabel[role="danger-word"] {{ color: {danger}; font-weight: 600; }}
QLabel[role="strong"], QLabel[role="note-word"] {{ font-weight: 600; }}
QLabel[role="caution-word"] {{ color: {caution}; font-weight: 600; }}
QLabel[role="doubt"] {{ color: {caution}; font-size: {small}px; }}
QLabel[role="supports"] {{ color: {supports}; }}
QLabel[role="mixed"] {{ color: {mixed}; }}
QLabel[role="against"] {{ color: {against}; }}
QLabel[role="badge"] {{ background: {badge}; color: {ink}; border-radius: 4px;
    padding: 1px 6px; font-size: {small}px; }}
QFrame[role="rail"] {{ background: {paper}; border: 0; border-right: 1px solid {line}; }}
QFrame[role="top"] {{ background: {paper}; border: 0; border-bottom: 1px solid {line}; }}
QFrame[role="contents"] {{ background: {paper}; border: 0; border-right: 1px solid {line}; }}
QFrame[role="contents"] QTreeWidget {{ background: {paper}; }}
QFrame[role="aside"] {{ background: {paper}; border: 0; }}
QFrame[role="aside"] QTreeWidget {{ background: {paper}; }}
QTreeView::item {{ padding: 4px; border-radius: 4px; }}
QTreeView::item:hover {{ background: {hover}; }}
QTreeView::item:selected {{ background: {accent_paper}; color: {accent}; }}
QTreeView::item:focus {{ border: 1px solid {accent}; }}
QFrame[role="card"] {{ background: {sheet}; border: 1px solid {line}; border-radius: {radius}px; }}
QFrame[role="side"] {{ background: {sheet}; border: 0; border-left: 1px solid {line}; }}
QFrame[role="caution"] {{ background: {caution_paper}; border: 0;
    border-left: 3px solid {caution}; border-radius: 0; }}
QFrame[role="danger"] {{ background: {danger_paper}; border: 0;
    border-left: 3px solid {danger}; border-radius: 0; }}
QFrame[role="note"] {{ background: {accent_paper}; border: 0;
    border-left: 3px solid {accent}; border-radius: 0; }}
QFrame[role="popup"] {{ background: {sheet}; border: 1px solid {edge}; border-radius: {radius}px; }}
QFrame[role="answer"] {{ background: {sheet}; border: 1px solid {edge};
    border-radius: {radius}px; }}
QFrame[role="answer"]:hover {{ background: {hover}; }}
QFrame[role="answer"]:focus {{ border: 2px solid {accent}; }}
QFrame[role="answer"][verdict="right"] {{ background: {accent_paper};
    border: 1px solid {supports}; }}
QFrame[role="answer"][verdict="wrong"] {{ background: {danger_paper};
    border: 1px solid {danger}; }}
QFrame[role="rule"] {{ background: {line}; border: 0; max-height: 1px; min-height: 1px; }}
QScrollArea {{ background: transparent; border: 1px solid transparent; }}
QScrollArea:focus {{ border-color: {accent}; }}
QWidget[role="page"] {{ background: transparent; }}
QStatusBar {{ background: {paper}; border-top: 1px solid {line}; color: {quiet};
    font-size: {small}px; }}
QStatusBar::item {{ border: 0; }}
QStatusBar QLabel {{ color: {quiet}; font-size: {small}px; padding: 0 8px; }}
QPushButton {{ background: {sheet}; color: {ink}; border: 1px solid {edge};
    border-radius: {radius}px; padding: 4px 12px; min-height: {inner}px; }}
QPushButton:hover {{ background: {hover}; }}
QPushButton:pressed {{ background: {badge}; }}
QPushButton:focus {{ border: 2px solid {accent}; padding: 3px 11px; }}
QPushButton:disabled {{ color: {faint}; }}
QPushButton[role="primary"] {{ background: {accent}; color: {on_accent};
    border: 1px solid {accent}; font-weight: 600; }}
QPushButton[role="primary"]:focus {{ border: 2px solid {ink}; }}
QPushButton[role="primary"]:disabled {{ background: {badge}; color: {faint};
    border: 1px solid {edge}; }}
QPushButton[role="chip"] {{ border-radius: {chip_radius}px; padding: 1px 9px;
    min-height: {chip}px; font-size: {small}px; border: 1px solid {edge}; }}
QPushButton[role="chip"]:focus {{ border: 2px solid {accent}; padding: 0 8px; }}
QPushButton[role="chip"]:checked {{ background: {accent_paper}; border-color: {accent};
    color: {accent}; }}
QPushButton[role="choice"] {{ text-align: left; padding: 4px 8px; }}
QPushButton[role="choice"]:checked {{ background: {accent_paper}; border-color: {accent};
    color: {accent}; font-weight: 600; }}
QPushButton[role="choice"]:focus {{ border: 2px solid {accent}; padding: 3px 7px; }}
QPushButton[role="link"] {{ background: transparent; border: 2px solid transparent;
    border-radius: 4px; color: {accent}; padding: 0; min-height: {chip}px; text-align: left; }}
QPushButton[role="link"]:hover {{ background: {hover}; }}
QPushButton[role="link"]:focus {{ border: 2px solid {accent}; }}
QPushButton[role="segment"] {{ border-radius: 0; padding: 3px 10px; border-left-width: 0; }}
QPushButton[role="segment"][place="first"] {{ border-top-left-radius: {radius}px;
    border-bottom-left-radius: {radius}px; border-left-width: 1px; }}
QPushButton[role="segment"][place="last"] {{ border-top-right-radius: {radius}px;
    border-bottom-right-radius: {radius}px; }}
QPushButton[role="segment"]:checked {{ background: {accent_paper}; color: {accent}; }}
QPushButton[role="segment"]:focus {{ border: 2px solid {accent}; padding: 2px 9px; }}
QToolButton {{ background: transparent; color: {ink}; border: 2px solid transparent;
    border-radius: {radius}px; padding: 2px; }}
QToolButton:hover {{ background: {hover}; }}
QToolButton:pressed {{ background: {badge}; }}
QToolButton:checked {{ background: {accent_paper}; color: {accent}; }}
QToolButton:focus {{ border: 2px solid {accent}; }}
QToolButton:disabled {{ color: {faint}; }}
QToolButton::menu-indicator {{ image: none; }}
QToolButton[role="fold"] {{ font-weight: 600; text-align: left; padding: 4px; }}
QToolButton[role="fold"]:checked {{ background: transparent; color: {ink}; }}
QToolButton[role="rail"] {{ font-size: {small}px; color: {quiet}; padding: 4px 0; }}
QToolButton[role="rail"]:checked {{ color: {accent}; font-weight: 600; }}
QLineEdit, QPlainTextEdit, QTextEdit {{ background: {sheet}; color: {ink};
    border: 1px solid {edge}; border-radius: {radius}px; padding: 3px 7px;
    selection-background-color: {accent}; selection-color: {on_accent}; }}
QLineEdit {{ min-height: {inner}px; }}
QLineEdit:focus, QPlainTextEdit:focus, QTextEdit:focus {{ border: 2px solid {accent};
    padding: 2px 6px; }}
QComboBox {{ background: {sheet}; color: {ink}; border: 1px solid {edge};
    border-radius: {radius}px; padding: 3px 8px; min-height: {inner}px; combobox-popup: 0; }}
QComboBox:hover {{ background: {hover}; }}
QComboBox:focus {{ border: 2px solid {accent}; padding: 2px 7px; }}
QComboBox::drop-down {{ border: 0; width: 20px; }}
QComboBox::down-arrow {{ image: none; width: 0; }}
QComboBox QAbstractItemView::item {{ padding: 0 6px; min-height: {target}px; }}
QComboBox QAbstractItemView::item:selected {{ background: {accent_paper}; color: {ink}; }}
QComboBox QAbstractItemView {{ background: {sheet}; border: 1px solid {edge};
    selection-background-color: {accent_paper}; selection-color: {ink}; outline: 0; }}
QAbstractItemView {{ background: {sheet}; color: {ink}; border: 0; outline: 0;
    selection-background-color: {accent_paper}; selection-color: {ink};
    alternate-background-color: {paper}; }}
QTableView {{ gridline-color: {line}; }}
QTableView[role="plain"]::item {{ padding: 0 5px; }}
QHeaderView::section {{ background: {paper}; color: {quiet}; border: 0;
    border-bottom: 1px solid {line}; padding: 6px 8px; font-size: {small}px; font-weight: 600; }}
QHeaderView::section:hover {{ background: {hover}; }}
QHeaderView {{ background: {paper}; border: 0; }}
QMenu {{ background: {sheet}; color: {ink}; border: 1px solid {edge}; padding: 4px; }}
QMenu::item {{ padding: 6px 24px 6px 12px; border-radius: 4px; }}
QMenu::item:selected {{ background: {accent_paper}; color: {ink}; }}
QMenu::item:disabled {{ color: {faint}; }}
QMenu::separator {{ height: 1px; background: {line}; margin: 4px 8px; }}
QSplitter::handle {{ background: {line}; }}
QSplitter::handle:hover {{ background: {accent}; }}
QProgressBar {{ background: {badge}; border: 0; border-radius: 3px; }}
QProgressBar::chunk {{ background: {accent}; border-radius: 3px; }}
QCheckBox:focus, QRadioButton:focus {{ color: {accent}; }}
QCheckBox::indicator, QRadioButton::indicator {{ width: {mark}px; height: {mark}px;
    background: {sheet}; border: 1px solid {quiet}; }}
QCheckBox::indicator {{ border-radius: 3px; }}
QRadioButton::indicator {{ border-radius: {mark_radius}px; }}
QCheckBox::indicator:checked {{ background: {accent}; border: 1px solid {accent};
    image: url("{check}"); }}
QCheckBox::indicator:checked:disabled {{ background: {faint}; border-color: {faint}; }}
QRadioButton::indicator:checked {{ width: {mark_inner}px; height: {mark_inner}px;
    border: {mark_ring}px solid {accent}; }}
QCheckBox::indicator:disabled, QRadioButton::indicator:disabled {{ border-color: {faint}; }}
QScrollBar:vertical {{ background: transparent; width: 10px; margin: 0; }}
QScrollBar:horizontal {{ background: transparent; height: 10px; margin: 0; }}
QScrollBar::handle {{ background: {edge}; border-radius: 3px; margin: 2px; min-height: 24px;
    min-width: 24px; }}
QScrollBar::handle:hover {{ background: {faint}; }}
QScrollBar::add-line, QScrollBar::sub-line {{ width: 0; height: 0; }}
QScrollBar::add-page, QScrollBar::sub-page {{ background: transparent; }}
"""


def stylesheet(colours: Colours, scale: float, assets: Path) -> str:
    """Return the style sheet of a theme at a font scale (1.0 is 100 %).

    Parameters
    ----------
    assets
        Folder with ``icons/``: a style sheet cannot colour the tick of a box.
    """
    values = {name: getattr(colours, name) for name in Colours.tokens()}
    sizes = {name: round(size * scale) for name, size in SCALE.items()}
    chip = round(18 * scale)
    mark = round(12 * scale)
    check = assets / "icons" / "on-accent" / f"check-{'dark' if colours.dark else 'light'}.svg"
    return SHEET.format(
        **values,
        **sizes,
        radius=RADIUS,
        target=round((TARGET - 4) * scale),
        inner=round((TARGET - 10) * scale),
        chip=chip,
        mark=mark,
        check=check.as_posix(),
        mark_radius=mark // 2 + 1,
        mark_ring=mark // 3,
        mark_inner=mark - 2 * (mark // 3) + 2,
        chip_radius=chip // 2 + 1,
    )
