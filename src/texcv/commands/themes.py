"""`texcv themes`: what there is to choose from."""

from __future__ import annotations

import click

from texcv import console


@click.command("themes", epilog="\b\nExample:\n  texcv render zhong.yaml --theme resume")
def command() -> None:
    """List the themes, with a line about each."""
    from texcv import nodes, resources

    for name in resources.themes():
        console.say(f"{name:<12} {nodes.read_file(resources.theme_file(name), []).get('description', '')}")
