"""Lesson observation in three phases, and lesson study: private to those who were there."""
