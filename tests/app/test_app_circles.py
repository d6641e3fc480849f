"""The modules stand on floors: none needs itself by way of others."""

from __future__ import annotations

from graphlib import TopologicalSorter

import grimp


def test_no_module_imports_itself_by_way_of_others() -> None:
    graph = grimp.build_graph("desktop_app", cache_dir=None)
    needs = {name: graph.find_modules_directly_imported_by(name) for name in graph.modules}
    # Raises CycleError, which names the circle, imports for type checking alone among them.
    assert len(tuple(TopologicalSorter(needs).static_order())) == len(needs)
