"""What the archive of the browser tests holds: texts of our own wording, and some that mean no good."""

from __future__ import annotations

from marsad.archive.figures import check_figures
from marsad.archive.merging import merge
from marsad.names import private_names
from marsad.pipeline import read
from marsad.store import Archive, Entry
from tests.serve.conftest import RETELLING, TEXTS

AT = "2026-01-01T00:00:00Z"
LONG = "W" * 10_000
OVERRIDE = "\u202e"
SCRIPT = "<script>window.hacked = true</script><img src=x onerror='window.hacked = true'>"

MORE = (
    ("The Algerian army killed three militants near Tiaret on 4 February 2022, it said.", "2022-02-05", "Army"),
    ("Tunisian police arrested seven men in Sfax on 9 March 2021 over links to Islamic State.", "2021-03-10", "Sfax"),
    ("Spanish and Moroccan police arrested two men in Melilla on 20 May 2023, suspected of ties to Islamic State.",
     "2023-05-21", "Both"),
    ("فكك المكتب المركزي للأبحاث القضائية خلية إرهابية من ثلاثة أفراد بطنجة يوم 12 شتنبر 2022.",
     "2022-09-13", "طنجة"),
)  # fmt: skip

HOSTILE = (
    (
        f"Police arrested two men in Madrid on 2 May 2024 over terrorism, said {LONG} of the ministry. {SCRIPT}",
        "2024-05-03", f"{SCRIPT} {OVERRIDE}title {LONG}",
    ),
    (
        f"Cuatro detenidos en {OVERRIDE}Ceuta{OVERRIDE} el 8 de abril de 2024 por yihadismo. {SCRIPT}",
        "2024-04-09", f"{OVERRIDE}{SCRIPT}",
    ),
)  # fmt: skip


def filled(archive: Archive, *, hostile: bool = False) -> None:
    """Read the texts into the archive, merge and check."""
    texts = [*TEXTS, *MORE, (RETELLING.read_text("utf-8"), "2024-06-10", "Tres"), *(HOSTILE if hostile else ())]
    entries = []
    for text, published, title in texts:
        reading = read(text, published=published, title=title)
        assert reading.document is not None, text[:40]
        spans = private_names(reading.document.text, reading.document.language)
        entries.append(Entry(reading, tuple((span.start, span.end) for span in spans)))
    archive.add_readings(entries, engine="test", seen_at=AT)
    merge(archive, at=AT)
    check_figures(archive)
