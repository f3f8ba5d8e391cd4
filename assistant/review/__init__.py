"""The editor's list: flagged answers and gaps."""
