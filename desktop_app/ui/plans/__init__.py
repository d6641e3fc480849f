"""The plans workspace: mark the area, read it, choose points, check, follow, print."""
