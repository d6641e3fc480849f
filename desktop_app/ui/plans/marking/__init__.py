"""Marking the area: painting on the skin, ready-made areas, tests of sensation."""
