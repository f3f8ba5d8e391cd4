"""Fits what weighs the reader's state: does a text answer a question, does a statement follow from it?"""
