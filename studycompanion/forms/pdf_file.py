"""The frame of a PDF file (ISO 32000-1, 7.5): numbered objects, packed together, and their places.

Everything but streams lies in one compressed object stream, which makes a two-page form a tenth
smaller; the same objects give the same bytes.
"""

import hashlib
import struct
import zlib

_HEAD = b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n"
_FREE, _PLAIN, _PACKED = 0, 1, 2
_LEVEL = 3
"""Of the compression: more would take a third of the time again for 1 % of the size."""


def text_string(text: str) -> str:
    """A string of the document's information, in UTF-16."""
    return f"<feff{text.encode('utf-16-be').hex()}>"


def stream(content: bytes, entries: str) -> bytes:
    """A stream object as it is; its end stands on a line of its own (ISO 19005-2, 6.1.7.1)."""
    return f"<< {entries} /Length {len(content)} >>\nstream\n".encode() + content + b"\nendstream"


def packed_stream(content: bytes, entries: str = "", *, level: int = _LEVEL) -> bytes:
    """A compressed stream object."""
    return stream(zlib.compress(content, level), f"{entries} /Filter /FlateDecode".strip())


class PdfFile:
    """Takes objects as bytes, gives them numbers from 1, and writes them as one file."""

    def __init__(self) -> None:
        self._shared: dict[int, bytes] = {}
        self._own: dict[int, bytes] = {}
        self._others: dict[int, bytes] = {}
        self._known: dict[bytes, int] = {}
        self._count = 0

    def reserve(self) -> int:
        """A number for an object that is put later."""
        self._count += 1
        return self._count

    def put(self, number: int, content: str) -> None:
        """Say what stands under a reserved number."""
        self._others[number] = content.encode("ascii")

    def add(self, content: str) -> int:
        """Add an object that is no stream."""
        number = self.reserve()
        self.put(number, content)
        return number

    def add_stream(self, content: bytes, *, is_shared: bool = False) -> int:
        """Add an object made by ``stream`` or ``packed_stream``; the same bytes are one object.

        Those that many files have (``is_shared``) lie first: what else there is of a file is then
        one run of bytes, which is kept in one piece.
        """
        number = self._known.get(content)
        if number is None:
            number = self._known[content] = self.reserve()
            (self._shared if is_shared else self._own)[number] = content
        return number

    def written(self, *, root: int, info: int) -> bytes:
        """The bytes of the file; ``root`` is the catalog's number, ``info`` the information's."""
        store = self.add_stream(self._object_stream())
        made, places = bytearray(_HEAD), {}
        for number, content in (*self._shared.items(), *self._own.items()):
            places[number] = len(made)
            made += b"%d 0 obj\n%b\nendobj\n" % (number, content)
        start, number = len(made), self.reserve()
        places[number] = start
        made += b"%d 0 obj\n" % number + self._cross_reference(
            places, store, entries=f"/Root {root} 0 R /Info {info} 0 R {_identity(made)}"
        )
        return bytes(made + b"\nendobj\nstartxref\n%d\n%%%%EOF\n" % start)

    def _object_stream(self) -> bytes:
        index, body = [], bytearray()
        for number, content in self._others.items():
            index.append(f"{number} {len(body)}")
            body += content + b"\n"
        head = (" ".join(index) + "\n").encode()
        entries = f"/Type /ObjStm /N {len(index)} /First {len(head)}"
        return packed_stream(head + bytes(body), entries)

    def _cross_reference(self, places: dict[int, int], store: int, *, entries: str) -> bytes:
        rows = [struct.pack(">BIH", _FREE, 0, 0xFFFF)]
        packed = {number: n for n, number in enumerate(self._others)}
        for number in range(1, self._count + 1):
            if number in packed:
                rows.append(struct.pack(">BIH", _PACKED, store, packed[number]))
            else:
                rows.append(struct.pack(">BIH", _PLAIN, places[number], 0))
        head = f"/Type /XRef /Size {self._count + 1} /W [1 4 2] {entries}"
        return packed_stream(b"".join(rows), head)


def _identity(content: bytes | bytearray) -> str:
    number = hashlib.sha256(content).hexdigest()[:32]
    return f"/ID [<{number}> <{number}>]"
