"""Keys under which people and chats are stored: keyed hashes, so that a stolen file names nobody."""

from __future__ import annotations

import base64
import hashlib
import hmac
import secrets
from contextlib import suppress
from pathlib import Path

from cryptography.fernet import Fernet, InvalidToken

from bot.storage.protocol import StorageError

LENGTH = 32
"""Hexadecimal digits kept of a hash: 128 bits."""


class Keys:
    """Makes keys with one secret."""

    def __init__(self, secret: str) -> None:
        self._secret = secret.encode()
        # Derived, so that sealing and hashing never use the same key.
        derived = hmac.new(self._secret, b"seal", hashlib.sha256).digest()
        self._seal = Fernet(base64.urlsafe_b64encode(derived))

    def digest(self, kind: str, value: str) -> str:
        """A keyed hash; the same value of another kind has another one."""
        message = f"{kind}:{value}".encode("utf-8", "surrogatepass")
        return hmac.new(self._secret, message, hashlib.sha256).hexdigest()[:LENGTH]

    def person(self, id_: int) -> str:
        """The key of a person, or of a channel that speaks as one."""
        return self.digest("person", str(id_))

    def chat(self, id_: int) -> str:
        """The key of a chat: a group's own id, but a hash where the chat is a person's."""
        return self.digest("chat", str(id_)) if id_ > 0 else str(id_)

    def seal(self, value: str) -> str:
        """Encrypts what must be read again; another text each time."""
        return self._seal.encrypt(value.encode()).decode()

    def unseal(self, sealed: str) -> str:
        """What was sealed.

        Raises:
            StorageError: if it was sealed with another key, or tampered with.
        """
        try:
            return self._seal.decrypt(sealed.encode()).decode()
        except InvalidToken:
            raise StorageError("it was sealed with another key") from None


def kept_in(path: Path) -> str:
    """The secret in a file, made at the first start; readable by its owner only."""
    if not path.exists():
        path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        new = path.with_name(f"{path.name}.{secrets.token_hex(8)}")
        new.touch(mode=0o600)
        new.write_text(secrets.token_hex(32), encoding="ascii")
        # Never half of one; and of two that start at once, the second takes what the first one made.
        with suppress(FileExistsError):
            path.hardlink_to(new)
        new.unlink()
    return path.read_text(encoding="ascii").strip()
