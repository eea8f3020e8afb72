"""`rekindle completion`: the script that a shell uses for completion."""

from __future__ import annotations

import click


@click.command(
    epilog="""\b
For bash (4.4 or later, with the package bash-completion):
    mkdir -p ~/.local/share/bash-completion/completions
    rekindle completion bash > ~/.local/share/bash-completion/completions/rekindle
\b
For zsh, before `compinit` in ~/.zshrc:  fpath=(~/.zfunc $fpath)
    mkdir -p ~/.zfunc
    rekindle completion zsh > ~/.zfunc/_rekindle
\b
For fish:
    mkdir -p ~/.config/fish/completions
    rekindle completion fish > ~/.config/fish/completions/rekindle.fish

For one session of bash or zsh alone: eval "$(rekindle completion bash)"
"""
)
@click.argument("shell", type=click.Choice(["bash", "zsh", "fish"]))
def completion(shell: str) -> None:
    """Print the completion script for a shell.

    The Tab key then completes commands, options, facts and their values, ids, formats and files.
    """
    from rekindle_core.cli.shell.shells import script

    click.echo(script(shell), nl=False)
