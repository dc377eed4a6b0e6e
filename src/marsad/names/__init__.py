"""Names of private persons: found so that screens, exports and search can mask them."""

from marsad.names.document import person_names, private_names
from marsad.names.masking import BLOCK, mask, mask_quote, mask_record, mask_words, may_hold
from marsad.names.model import NameSpan
from marsad.names.readings import mask_reading, mask_title

__all__ = [
    "BLOCK",
    "NameSpan",
    "mask",
    "mask_quote",
    "mask_reading",
    "mask_record",
    "mask_title",
    "mask_words",
    "may_hold",
    "person_names",
    "private_names",
]
