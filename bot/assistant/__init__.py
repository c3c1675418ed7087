"""The one door to Rasa: everything that knows its classes."""
