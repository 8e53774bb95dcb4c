"""Compressed files and archives, unpacked up to a bound."""

from __future__ import annotations

import bz2
import io
import lzma
import zipfile
import zlib

from originlint.frontends.artefacts.limits import LARGEST, Unreadable


def unpacked(data: bytes) -> bytes:
    """The content of a compressed file, as far as it goes; the bytes themselves when they are not compressed."""
    try:
        if data.startswith(b"\x1f\x8b"):
            return zlib.decompressobj(31).decompress(data, LARGEST)
        if data[:1] == b"\x78" and len(data) > 1 and int.from_bytes(data[:2], "big") % 31 == 0:
            return zlib.decompressobj().decompress(data, LARGEST)
        if data.startswith(b"BZh"):
            return bz2.BZ2Decompressor().decompress(data, LARGEST)
        if data.startswith((b"\xfd7zXZ\x00", b"\x5d\x00\x00")):
            return lzma.LZMADecompressor(memlimit=4 * LARGEST).decompress(data, LARGEST)
    except (zlib.error, OSError, lzma.LZMAError, EOFError, ValueError):
        raise Unreadable("is compressed, and cannot be unpacked") from None
    return data


def member(data: bytes, *names: str) -> tuple[str, bytes] | None:
    """The first of these files that an archive holds. Raises Unreadable when it is no archive that can be read."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            held = set(archive.namelist())
            for name in names:
                if name in held:
                    with archive.open(name) as stream:
                        return name, stream.read(LARGEST)
    except (zipfile.BadZipFile, zlib.error, NotImplementedError, RuntimeError, KeyError, EOFError, OSError, ValueError):
        raise Unreadable("is no archive that can be read") from None
    return None
