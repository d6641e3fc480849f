"""Yongquan: an offline foot-and-leg acupuncture atlas with notes and evidence."""

__version__ = "0.3.0"
