"""The public edge: the visitor API, the private API, the pages, the widget."""
