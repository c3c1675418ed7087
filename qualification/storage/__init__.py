"""The database: tables, transactions, what is written and what is read. SQLite or PostgreSQL, one schema."""
