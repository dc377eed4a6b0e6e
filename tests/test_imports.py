"""What each package offers is sorted and there; imports point one way; nothing heavy is loaded before it is needed."""

from __future__ import annotations

import importlib
import pkgutil
import subprocess
import sys

import pytest

import marsad

MODULES = ["marsad", *(module.name for module in pkgutil.walk_packages(marsad.__path__, "marsad."))]
# Each takes a tenth of a second or more, and is needed for some documents alone.
HEAVY = {"scipy", "statsmodels", "numpy", "rich", "trafilatura", "lxml", "pdfminer", "babel", "requests", "fasttext"}


def _order(name: str) -> tuple[int, str]:
    """Constants, then classes, then functions, each by name: the order that ruff keeps."""
    return (0 if name.isupper() else 1 if name[0].isupper() else 2), name


@pytest.mark.parametrize("name", MODULES)
def test_exported_names_are_sorted_and_there(name: str) -> None:
    module = importlib.import_module(name)
    exported = list(module.__all__)
    assert exported == sorted(exported, key=_order)
    assert len(exported) == len(set(exported))
    for one in exported:
        assert getattr(module, one) is not None


def test_importing_marsad_loads_nothing_heavy() -> None:
    script = "import sys, marsad, marsad.cli; print(*{name.split('.')[0] for name in sys.modules})"
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, check=True, text=True)
    assert not HEAVY & set(done.stdout.split())


def test_reading_an_article_loads_nothing_heavy() -> None:
    text = "The police said that they arrested four men in Tangier on Thursday, and that it was the third arrest."
    script = f"import sys, marsad; marsad.read({text!r}); print(*{{name.split('.')[0] for name in sys.modules}})"
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, check=True, text=True)
    assert not HEAVY & set(done.stdout.split())
