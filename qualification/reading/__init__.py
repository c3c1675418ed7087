"""What people say -> values, in French and in English. Pure: the day is an argument, nothing is remembered."""
