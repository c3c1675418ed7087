"""Thin Rasa components over qualification.reading and the sentence encoder."""
