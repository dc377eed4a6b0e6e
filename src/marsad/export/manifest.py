"""The hashes of a release: SHA-256 of each file, and one digest over all.

``MANIFEST.sha256`` is in the form of ``sha256sum`` (``sha256sum --check MANIFEST.sha256`` reads it); ``DIGEST`` holds
the SHA-256 of that file, which thereby stands for the whole release.
"""

from __future__ import annotations

import hashlib
from pathlib import Path

from marsad.errors import ExportError
from marsad.export.files import write_bytes

__all__ = ["DIGEST", "MANIFEST", "verify", "write_manifest"]

MANIFEST = "MANIFEST.sha256"
DIGEST = "DIGEST"
_CHUNK = 1 << 20


def write_manifest(folder: Path) -> str:
    """Write both files over everything in the folder; returns the digest."""
    lines = [f"{_hash(folder / name)}  {name}\n" for name in _files(folder)]
    data = "".join(lines).encode()
    write_bytes(folder / MANIFEST, data)
    digest = hashlib.sha256(data).hexdigest()
    write_bytes(folder / DIGEST, f"{digest}\n".encode())
    return digest


def verify(folder: Path) -> str:
    """The digest of a release that is whole; ExportError names every file that is missing, changed or too many."""
    try:
        data = (folder / MANIFEST).read_bytes()
        told = (folder / DIGEST).read_text("utf-8").strip()
    except (OSError, UnicodeDecodeError) as error:
        raise ExportError(str(folder), f"is no snapshot: {MANIFEST} or {DIGEST} cannot be read") from error
    problems = [] if hashlib.sha256(data).hexdigest() == told else [f"{MANIFEST} does not have the digest in {DIGEST}"]
    listed = {}
    for line in data.decode("utf-8", "replace").splitlines():
        hashed, _, name = line.partition("  ")
        listed[name] = hashed
    present = set(_files(folder))
    problems += [f"{name} is missing" for name in sorted(set(listed) - present)]
    problems += [f"{name} is not in {MANIFEST}" for name in sorted(present - set(listed))]
    problems += [
        f"{name} was changed" for name in sorted(present & set(listed)) if _hash(folder / name) != listed[name]
    ]
    if problems:
        raise ExportError(str(folder), "; ".join(problems) + "; take a fresh copy of the release")
    return told


def _files(folder: Path) -> list[str]:
    """Names of all files, with slashes, in order; the two that `write_manifest` writes aside."""
    found = (path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file())
    return sorted(name for name in found if name not in (MANIFEST, DIGEST))


def _hash(path: Path) -> str:
    digest = hashlib.sha256()
    with path.open("rb") as stream:
        while chunk := stream.read(_CHUNK):
            digest.update(chunk)
    return digest.hexdigest()
