"""Everything that faces the website: the edge, the assistant, the widget, the sales reps' pages."""
