"""`marsad serve`."""

from __future__ import annotations

import logging
import secrets
from pathlib import Path

import click

from marsad.errors import MarsadError

__all__ = ["serve"]


@click.command()
@click.option("--archive", metavar="FILE|URL", help="The archive; default MARSAD_DATABASE_URL, else ./marsad.db.")
@click.option("--host", default="127.0.0.1", show_default=True, help="Address to listen on; this machine alone.")
@click.option("--port", type=click.IntRange(0, 65535), default=8311, show_default=True)
@click.option("--host-name", multiple=True, help="A further name under which the server answers.")
@click.option("--token", is_flag=True, help="Allow writing to whoever has the token that is printed.")
@click.option("--token-file", type=click.Path(dir_okay=False, path_type=Path), help="Take the token from this file.")
@click.option("--coarse-places", is_flag=True, help="Move every point to a grid of half a degree.")
@click.option("--show-names", is_flag=True, help="Do not mask names of private persons (never on a shared server).")
@click.option(
    "--per-minute", type=click.IntRange(1), default=3_000, show_default=True, help="Requests answered to one address."
)
@click.option("--log", is_flag=True, help="Print path, status and time of each request; never what was looked for.")
@click.option("--open", "open_browser", is_flag=True, help="Open the pages in the browser.")
def serve(  # noqa: PLR0913, PLR0917 - one parameter an option
    archive: str | None,
    host: str,
    port: int,
    host_name: tuple[str, ...],
    token: bool,
    token_file: Path | None,
    coarse_places: bool,
    show_names: bool,
    per_minute: int,
    log: bool,
    open_browser: bool,
) -> None:
    """Serve the pages and the API of an archive; read-only unless --token is given.

    \b
    Examples:
      marsad serve --archive demo.db --open
      marsad serve --token
    """
    import uvicorn

    from marsad.serve import ServeSettings, create_app
    from marsad.store import Archive

    secret = token_file.read_text("utf-8").strip() if token_file else secrets.token_urlsafe(16) if token else None
    plain = ServeSettings()
    settings = ServeSettings(
        token=secret,
        coarse=coarse_places,
        show_names=show_names,
        hosts=(*plain.hosts, host, *host_name),
        per_minute=per_minute,
    )
    try:
        opened = Archive.open(archive, create=False, read_only=secret is None)
    except MarsadError as error:
        raise click.ClickException(str(error)) from error
    address = f"http://{'127.0.0.1' if host == '0.0.0.0' else host}:{port}/"
    address += f"#token={secret}" if secret else ""
    click.echo(f"Marsad serves {opened.shown} at {address}  (Ctrl-C ends it)")
    if open_browser:
        click.launch(address)
    if log:
        logging.basicConfig(format="%(asctime)s %(message)s", level=logging.WARNING)
        logging.getLogger("marsad.serve").setLevel(logging.INFO)
    with opened:
        # Who asks is known by the connection alone: a header may say anything, and the rate limit counts by it.
        uvicorn.run(
            create_app(opened, settings=settings), host=host, port=port, log_level="warning", access_log=False,
            proxy_headers=False, server_header=False,
        )  # fmt: skip
