"""What documents were before, and what changed."""
