"""Shown statements in the language of the question: written by the chat model, checked by computation."""
