"""``data.keys``: the random data key, wrapped by the password and by the recovery key.

Changing the password rewraps the data key and never rewrites the data.
"""

import base64
import hashlib
import json
import secrets
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from studycompanion.domain.vietnamese import nfc
from studycompanion.errors import EnvironmentProblem, UserError
from studycompanion.storage.files import replace_file
from studycompanion.storage.trouble import told_plainly

KEY_BYTES = 32
ARGON2 = {"time_cost": 3, "memory_kib": 65_536, "lanes": 2}
FORMAT = 1


@dataclass(frozen=True, slots=True)
class NewKeys:
    """A fresh key file's ``text``, the data key it wraps and the recovery key to print."""

    text: str
    data_key: bytes
    recovery_key: str


def _password_key(password: str, salt: bytes, cost: dict[str, int]) -> bytes:
    from argon2.low_level import Type, hash_secret_raw

    return hash_secret_raw(
        # However the keyboard composes the letters, the password is the same.
        nfc(password).encode(),
        salt,
        time_cost=cost["time_cost"],
        memory_cost=cost["memory_kib"],
        parallelism=cost["lanes"],
        hash_len=KEY_BYTES,
        type=Type.ID,
    )


def _recovery_bytes(recovery_key: str) -> bytes:
    plain = "".join(c for c in recovery_key.upper() if c.isalnum())
    return hashlib.sha256(b"recovery" + plain.encode()).digest()


def _wrap(key: bytes, data_key: bytes) -> str:
    from cryptography.hazmat.primitives.ciphers.aead import AESGCM

    nonce = secrets.token_bytes(12)
    return base64.b64encode(nonce + AESGCM(key).encrypt(nonce, data_key, b"")).decode()


def _unwrap(key: bytes, wrapped: str) -> bytes | None:
    from cryptography.exceptions import InvalidTag
    from cryptography.hazmat.primitives.ciphers.aead import AESGCM

    raw = base64.b64decode(wrapped)
    try:
        return AESGCM(key).decrypt(raw[:12], raw[12:], b"")
    except InvalidTag:
        return None


def _text(data_key: bytes, password: str, recovery_wrap: str) -> str:
    salt = secrets.token_bytes(16)
    body = {
        "format": FORMAT,
        "argon2id": ARGON2,
        "salt": base64.b64encode(salt).decode(),
        "by_password": _wrap(_password_key(password, salt, ARGON2), data_key),
        "by_recovery_key": recovery_wrap,
    }
    return json.dumps(body, indent=1)


def make(password: str) -> NewKeys:
    """A new data key, wrapped by ``password`` and by a new recovery key (32 letters and digits)."""
    data_key = secrets.token_bytes(KEY_BYTES)
    plain = base64.b32encode(secrets.token_bytes(20)).decode()
    recovery_key = "-".join(plain[i : i + 4] for i in range(0, len(plain), 4))
    wrap = _wrap(_recovery_bytes(recovery_key), data_key)
    return NewKeys(_text(data_key, password, wrap), data_key, recovery_key)


def unlock(text: str, secret: str) -> bytes:
    """The data key by password or recovery key; ``UserError("wrong_password")`` by neither.

    Raises ``EnvironmentProblem("keys_damaged")`` where the text is not that of a key file.
    """
    from argon2.exceptions import HashingError

    try:
        body: dict[str, Any] = json.loads(text)
        salt, cost = base64.b64decode(body["salt"]), body["argon2id"]
        found = _unwrap(_password_key(secret, salt, cost), body["by_password"])
        found = found or _unwrap(_recovery_bytes(secret), body["by_recovery_key"])
    except (ValueError, KeyError, TypeError, OverflowError, HashingError) as error:
        raise EnvironmentProblem("keys_damaged") from error
    if found is None:
        raise UserError("wrong_password")
    return found


def rewrap(text: str, secret: str, new_password: str) -> str:
    """The key file's text under a new password; data key and recovery key stay as they are."""
    data_key = unlock(text, secret)
    return _text(data_key, new_password, json.loads(text)["by_recovery_key"])


def read(path: Path) -> str:
    """The text of a key file; ``EnvironmentProblem("keys_damaged")`` where it is not text."""
    with told_plainly():
        data = path.read_bytes()
    try:
        return data.decode()
    except UnicodeDecodeError as error:
        raise EnvironmentProblem("keys_damaged") from error


def write(path: Path, text: str) -> None:
    """Replace the key file in one step."""
    replace_file(path, text.encode())
