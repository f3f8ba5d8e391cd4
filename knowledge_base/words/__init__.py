"""Words taken apart into search terms, and what is known of them already."""
