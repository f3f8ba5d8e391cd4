"""What users would pick instead, measured on the same documents and questions (`make peers`)."""
