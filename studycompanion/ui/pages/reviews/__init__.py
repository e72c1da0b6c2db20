"""Self-reviews, person by person."""
