"""``python -m tests.bench``: speed and memory as ratios to a floor measured in the same run."""
