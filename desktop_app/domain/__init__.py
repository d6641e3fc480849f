"""What a practitioner talks about: frozen dataclasses, enums and rules. Standard library only."""
