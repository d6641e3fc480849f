"""Scripts that turn a checkout into an installable program."""
