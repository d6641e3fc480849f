"""Small pieces shared by cards, pages and panels: chips, badges, claim cards, the note editor."""
