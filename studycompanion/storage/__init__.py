"""The data file: the only room that knows SQLAlchemy, SQLCipher and their errors."""
