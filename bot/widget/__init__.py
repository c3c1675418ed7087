"""The embedded chat and the demo site: files for a browser, and what serving them needs."""
