"""Study: what can be asked, when it is due again, what has come of it, and what goes out."""
