"""The packaged data files."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import yaml

from marsad.errors import BadData

__all__ = ["data_path", "load_yaml"]

_LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


def data_path(*parts: str) -> Path:
    """Path of a packaged data file or folder."""
    return Path(__file__).parent.joinpath("data", *parts)


def load_yaml(*parts: str) -> Any:
    """Content of a packaged YAML file; raises BadData where it is missing or malformed."""
    path = data_path(*parts)
    try:
        return yaml.load(path.read_text("utf-8"), Loader=_LOADER)
    except (OSError, yaml.YAMLError) as error:
        raise BadData(str(path), str(error)) from error
