"""Implementations that touch frameworks, files, processes and the network."""
