"""Building stones that several pages share; they know nothing of services."""
