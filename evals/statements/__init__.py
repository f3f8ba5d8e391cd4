"""The checks of statements, measured on planted errors and faithful paraphrases."""
