"""What is known, in SQL: documents, revisions, passages, and who may read them when."""
