"""The ways in which a document can be written, each read into words: one module for each."""
