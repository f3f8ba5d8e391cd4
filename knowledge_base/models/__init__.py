"""Model files: which, from where, verified, unpacked."""
