"""Marsad reads news on terrorism and counter-terrorism into events and official figures, each tied to its words.

>>> import marsad
>>> text = "Police arrested four men in Tangier on 6 June 2024, suspected of ties to Islamic State."
>>> reading = marsad.read(text, published="2024-06-07")
>>> [(event.type, event.date.start) for event in reading.events]
[('arrest', '2024-06-06')]
"""

from marsad.errors import MarsadError
from marsad.pipeline import read, read_document, read_many
from marsad.read import read_path
from marsad.records import Claim, Document, EventReport, Figure, Finding, Omission, Reading

__version__ = "0.1.0"

__all__ = [
    "Claim",
    "Document",
    "EventReport",
    "Figure",
    "Finding",
    "MarsadError",
    "Omission",
    "Reading",
    "read",
    "read_document",
    "read_many",
    "read_path",
]
