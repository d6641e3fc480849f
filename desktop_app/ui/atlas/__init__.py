"""The atlas workspace: diagram, layers, point list and card."""
