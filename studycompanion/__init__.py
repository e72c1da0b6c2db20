"""Study Companion: the yearly study of a topic in a party cell, from roll call to signed form."""

__version__ = "0.2.0"
