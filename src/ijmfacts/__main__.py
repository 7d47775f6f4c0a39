"""`python -m ijmfacts`: the command."""
