"""Reads files of every supported format into blocks of text."""
