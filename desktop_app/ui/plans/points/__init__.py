"""The points of a plan: what the area says, who may be chosen and why, what has been chosen."""
