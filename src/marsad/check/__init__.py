"""Check: what figures say about each other, in one document and across an archive. Findings name what they compare."""

from __future__ import annotations

from marsad.check.archive import check_archive
from marsad.check.document import check
from marsad.check.ledger import Ledger, ledger

__all__ = ["Ledger", "check", "check_archive", "ledger"]
