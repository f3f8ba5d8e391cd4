"""What is printed, written, kept and compared of a run."""
