"""What ``dev.py`` is made of; standard library only.

The folder above must never get an ``__init__.py``: it would hide the library called ``packaging``.
"""
