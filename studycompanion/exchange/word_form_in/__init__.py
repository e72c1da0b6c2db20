"""Word forms read back: refused in one sentence, or the texts of their boxes and tables."""

from studycompanion.exchange.word_form_in.answer import FilledForm, Note, Table
from studycompanion.exchange.word_form_in.apart import form_apart

__all__ = ["FilledForm", "Note", "Table", "form_apart"]
