"""The two kinds of expected trouble; anything else that is raised is a bug.

Both carry a code of the message catalogue (``resources/i18n``) and its parameters, so that the
sentence is chosen where it is shown and never travels inside the exception.
"""

from typing import Any


class CodedError(Exception):
    """Trouble with a catalogue ``code`` and the parameters of its sentence."""

    def __init__(self, code: str, /, **params: Any) -> None:
        super().__init__(code)
        self.code = code
        self.params = params

    def __str__(self) -> str:
        """Code and parameter names; values may be personal, so they stay out of logs."""
        return f"{self.code}({', '.join(sorted(self.params))})"


class UserError(CodedError):
    """The user asked for something that cannot be done; nothing was changed."""


class EnvironmentProblem(CodedError):
    """Disk, lock, token or system said no; ``__cause__`` keeps what it said."""


class Cancelled(Exception):
    """The user stopped a long job; what was finished before stays."""
