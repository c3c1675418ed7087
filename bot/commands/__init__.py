"""The commands of `vestibule` that have several parts."""
