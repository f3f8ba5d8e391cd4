"""The learning path of the first weeks and each person's progress."""
