"""`texcv schema`: what editors need to help with a profile."""

from __future__ import annotations

import json

import click


@click.command("schema", epilog="\b\nExamples:\n  texcv schema > texcv.schema.json\n  texcv schema --references")
@click.option("--references", is_flag=True, help="The schema of a file of references instead.")
def command(references: bool) -> None:
    """Print the JSON Schema of profiles, or of files of references."""
    click.echo(dumped(references=references), nl=False)


def dumped(*, references: bool = False) -> str:
    """Return the JSON Schema (draft 2020-12) as text."""
    from texcv.model.profile import Profile
    from texcv.model.reference import ReferenceList

    model = ReferenceList if references else Profile
    schema = {"$schema": "https://json-schema.org/draft/2020-12/schema", **model.model_json_schema()}
    return json.dumps(schema, indent=1, ensure_ascii=False) + "\n"
