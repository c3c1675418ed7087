"""What Vestibule knows about selling: leads, their answers, their score, their stage, their meetings."""
