"""What the office knows: documents and passages, and how they are kept and found."""
