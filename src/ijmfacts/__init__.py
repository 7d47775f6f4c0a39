"""A type checker for facts."""
