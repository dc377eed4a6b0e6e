"""Pages and API over an archive (docs/web.md, docs/api.md)."""

from marsad.serve.app import create_app
from marsad.serve.settings import ServeSettings

__all__ = ["ServeSettings", "create_app"]
