"""Forms for a study of one's own, its appraisal, own claims and stances; studies side by side."""
