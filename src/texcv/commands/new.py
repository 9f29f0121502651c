"""`texcv new`: a profile to begin with."""

from __future__ import annotations

import re
import sys
from pathlib import Path

import click

from texcv import console
from texcv.model.diagnostic import Diagnostic
from texcv.model.place import File, Place

SCHEMA = "texcv.schema.json"


@click.command("new", epilog="\b\nExamples:\n  texcv new 'Ada Lovelace'\n  texcv new ada.yaml")
@click.argument("name")
@click.option(
    "-o", "--output", type=click.Path(file_okay=False, path_type=Path), default=Path(), help="The folder to write to."
)
def command(name: str, output: Path) -> None:
    """Write a commented profile for NAME that renders as it is, and beside it the schema by which editors help."""
    from texcv.commands.schema import dumped

    person, file = _names(name)
    target = output / file
    if target.exists():
        fault = Diagnostic("exists", "this file is there already", Place(File(str(target))), "choose another name")
        console.report([fault], "text")
        sys.exit(1)
    try:
        output.mkdir(parents=True, exist_ok=True)
        target.write_text(starter(person, target.name), "utf-8")
        (output / SCHEMA).write_text(dumped(), "utf-8")
    except OSError as error:
        place = Place(File(str(target)))
        console.report([Diagnostic("not-written", f"cannot write: {error.strerror}", place, "mend the folder")], "text")
        sys.exit(1)
    console.say(f"{target}  now: texcv render {target}")


def _names(name: str) -> tuple[str, str]:
    """Return the person's name and the file's for what was typed: `Ada Lovelace`, `ada-lovelace` or `ada.yaml`."""
    from texcv.model.entries import slug

    stem = name.removesuffix(".yaml").removesuffix(".yml")
    words = stem.replace("-", " ").replace("_", " ").split() if name != stem or " " not in name else stem.split()
    person = " ".join(word[:1].upper() + word[1:] for word in words)
    if not any(character.isalpha() for character in person):
        raise click.BadParameter(f"{name!r} is not a name", param_hint="NAME")
    if "/" in name or "\\" in name:
        raise click.BadParameter("give a name, and the folder with -o", param_hint="NAME")
    return person if len(words) > 1 else f"{person} Example", f"{slug(stem)}.yaml"


def starter(person: str, file: str) -> str:
    """Return the text of a starter profile."""
    from texcv import resources
    from texcv.model.name import parse_name

    text = (resources.templates() / "starter.yaml").read_text("utf-8")
    author = str(parse_name(person))
    text = re.sub(r"(?<=authors: ).*@AUTHOR@.*", lambda line: _scalar(line[0].replace("@AUTHOR@", author)), text)
    return text.replace("@FILE@", file).replace("@NAME@", _scalar(person))


def _scalar(text: str) -> str:
    """Return a text as YAML, in quotes where it needs them."""
    if text[0].isalpha() and all(character.isalnum() or character in " .,*'-" for character in text):
        return text
    return '"' + text.replace("\\", "\\\\").replace('"', '\\"') + '"'
