"""The command line. Each command lives in a module of its own, loaded only when it is called."""

from __future__ import annotations

import importlib

import click

__all__ = ["main"]

# Command -> module of this package; the function has the command's name with "_" for "-".
_COMMANDS = {
    "read": "reading",
    "ingest": "ingesting",
    "merge": "merging",
    "event": "merging",
    "judge": "merging",
    "check": "checking",
    "figures": "checking",
    "export": "exporting",
    "serve": "serving",
    "snapshot": "snapshots",
    "evaluate": "evaluation",
}


class _Lazy(click.Group):
    """A group that imports the module of a command when the command is called or listed."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """In the order of the work, not of the alphabet."""
        return list(_COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """The command, or None for a name that is none."""
        if cmd_name not in _COMMANDS:
            return None
        module = importlib.import_module(f"marsad.cli.{_COMMANDS[cmd_name]}")
        command: click.Command = getattr(module, cmd_name.replace("-", "_"))
        return command


@click.group(cls=_Lazy, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(package_name="marsad")
def main() -> None:
    """Read news on terrorism and counter-terrorism in Arabic, French, Spanish and English.

    Every value that comes out carries the exact words of the text that state it.

    \b
    Examples:
      marsad read article.txt --published 2024-06-07
      cat article.html | marsad read -
      marsad read folder/ --format jsonl > readings.jsonl
    """
