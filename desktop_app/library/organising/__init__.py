"""Order among studies: collections, tags, saved filters, read status, stars and the trash.

Every verb that writes returns a notice that can take the write back, except ``empty_trash``.
"""

from desktop_app.library.organising.collections import (
    add_collection,
    collect,
    delete_collection,
    list_collections,
    move_collection,
    rename_collection,
    uncollect,
)
from desktop_app.library.organising.filters import (
    delete_filter,
    edit_filter,
    list_filters,
    save_filter,
)
from desktop_app.library.organising.flags import set_stars, set_status
from desktop_app.library.organising.tags import add_tag, delete_tag, edit_tag, list_tags, set_tag
from desktop_app.library.organising.trash import (
    count_trash,
    empty_trash,
    restore_studies,
    trash_studies,
)
from desktop_app.store.organised import Collection, SavedFilter, Tag

__all__ = [
    "Collection",
    "SavedFilter",
    "Tag",
    "add_collection",
    "add_tag",
    "collect",
    "count_trash",
    "delete_collection",
    "delete_filter",
    "delete_tag",
    "edit_filter",
    "edit_tag",
    "empty_trash",
    "list_collections",
    "list_filters",
    "list_tags",
    "move_collection",
    "rename_collection",
    "restore_studies",
    "save_filter",
    "set_stars",
    "set_status",
    "set_tag",
    "trash_studies",
    "uncollect",
]
