"""Measurements, run by hand: how fast a turn is, how much is understood."""
