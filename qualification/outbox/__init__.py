"""Effects outside: couriers, letters, and the worker that delivers what the outbox holds."""
