"""`aggregator completion`: the script that makes a shell complete our commands and options."""

from __future__ import annotations

import click
from click.shell_completion import get_completion_class


@click.command()
@click.argument("shell", type=click.Choice(["bash", "zsh", "fish"]))
def completion(shell: str) -> None:
    """Print the completion script for a shell.

    \b
    For this session:
      source <(aggregator completion bash)
    For good:
      aggregator completion bash >> ~/.bashrc
      aggregator completion zsh >> ~/.zshrc
      aggregator completion fish > ~/.config/fish/completions/aggregator.fish
    """
    maker = get_completion_class(shell)
    assert maker is not None  # the three that click knows
    root = click.get_current_context().find_root().command
    click.echo(maker(root, {}, "aggregator", "_AGGREGATOR_COMPLETE").source())
