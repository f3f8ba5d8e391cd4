"""From a question to a checked answer; pure: standard library and the knowledge base's values."""
