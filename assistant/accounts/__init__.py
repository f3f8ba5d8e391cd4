"""People, roles, what each role may do, and sessions."""
