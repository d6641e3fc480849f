"""The study workspace: sessions of questions, progress, exams."""
