"""What askers say about answers."""
