"""The named fields of the two who sign, as data."""

from dataclasses import dataclass
from functools import cache

from studycompanion.domain.signing import SignerRole
from studycompanion.paths import resource


@dataclass(frozen=True, slots=True)
class FieldWords:
    """The name of a signature field, what programs call it, and the post under a signer's name."""

    name: str
    label: str
    post: str


@cache
def fields() -> dict[SignerRole, FieldWords]:
    """The field of each who signs, the member's first."""
    import tomllib

    told = tomllib.loads(resource("signing", "fields.toml").read_text("utf-8"))
    return {
        role: FieldWords(told[role]["field"], told[role]["label"], told[role]["post"])
        for role in SignerRole
    }


def role_of(field: str) -> SignerRole | None:
    """Whose field it is; None for one of another program."""
    return next((role for role, words in fields().items() if words.name == field), None)
