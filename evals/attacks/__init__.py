"""Personal data, single cases, and orders hidden in questions and documents."""
