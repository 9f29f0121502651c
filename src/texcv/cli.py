"""The command line: `texcv COMMAND`; every command is a file in `texcv.commands`, loaded when it is called."""

from __future__ import annotations

from importlib import import_module

import click

from texcv import __version__

COMMANDS = {
    "render": "Render profiles to PDF.",
    "check": "Check profiles: everything but TeX.",
    "lint": "Find what does not fit between profiles and lists.",
    "new": "Write a commented starter profile.",
    "doctor": "Say what TeX, fonts and tools are here.",
    "themes": "List the themes.",
    "schema": "Print the JSON Schema of profiles.",
}


class Lazy(click.Group):
    """A group that loads a command's file when it is called."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        if cmd_name not in COMMANDS:
            return None
        command: click.Command = import_module(f"texcv.commands.{cmd_name}").command
        return command

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        with formatter.section("Commands"):
            formatter.write_dl(list(COMMANDS.items()))

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        if args and args[0] not in COMMANDS and not args[0].startswith("-"):
            from difflib import get_close_matches

            near = get_close_matches(args[0], COMMANDS, 1)
            hint = f" Did you mean {near[0]!r}?" if near else f" There are: {', '.join(COMMANDS)}."
            ctx.fail(f"No such command {args[0]!r}.{hint}")
        return super().resolve_command(ctx, args)


@click.command(
    cls=Lazy,
    context_settings={"help_option_names": ["-h", "--help"]},
    epilog="Begin with: texcv new 'Ada Lovelace', then texcv render ada-lovelace.yaml",
)
@click.version_option(__version__, prog_name="texcv", message="%(prog)s %(version)s")
def main() -> None:
    """Turn a YAML profile into a PDF CV, and make sure that nothing was lost on the way."""
