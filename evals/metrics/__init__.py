"""One measure per module, each a pure function of plain values; a test with hand-computed values stands beside each."""
