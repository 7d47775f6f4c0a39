"""Reports: what a check found, as text for people and as JSON for programs.

Knows nothing of how findings were found.
"""
