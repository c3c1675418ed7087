"""The commands for marketing, sales and operators, each subject in a module of its own."""
