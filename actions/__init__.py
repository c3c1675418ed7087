"""What the assistant can do. Each action learns who is talking, calls one use case and says its result."""
