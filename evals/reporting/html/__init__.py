"""A run as one page that needs no network: figures, latencies, and every question with what was shown."""
