"""Where sales reps work: their meetings, a lead's brief, what did not leave the house, and what to do about it. Works without script."""
