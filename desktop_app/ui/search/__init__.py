"""The one search field: finds refs and commands while one types."""
