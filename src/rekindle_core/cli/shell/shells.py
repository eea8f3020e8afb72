r"""Completion in bash, zsh and fish: click's mechanism, with scripts that support words that continue.

click asks a command what can be at the cursor; a script that the shell has loaded asks click, by running
`rekindle` with a variable set. Differences from click's scripts: no space after a word of the type `part`; a
word that bash has split at an equals sign is joined again; values with commas; and an error never prints
anything into the line that someone is typing.
"""

from __future__ import annotations

import os
from contextlib import redirect_stderr, suppress
from pathlib import Path
from typing import Any, ClassVar

from click.shell_completion import (
    BashComplete,
    CompletionItem,
    FishComplete,
    ShellComplete,
    ZshComplete,
    add_completion_class,
)

PROGRAM, VARIABLE = "rekindle", "_REKINDLE_COMPLETE"

_BASH = r"""
%(complete_func)s() {
    local IFS=$'\n' line type value
    COMPREPLY=()
    while IFS= read -r line; do
        type=${line%%%%,*} value=${line#*,}
        case $type in
            dir) compopt -o dirnames 2>/dev/null ;;
            file) compopt -o default 2>/dev/null ;;
            part) compopt -o nospace 2>/dev/null; COMPREPLY+=("$value") ;;
            plain) COMPREPLY+=("$value") ;;
        esac
    done < <(COMP_WORDS="${COMP_WORDS[*]}" COMP_CWORD=$COMP_CWORD %(complete_var)s=bash_complete "$1" 2>/dev/null)
    return 0
}
complete -o nosort -F %(complete_func)s %(prog_name)s 2>/dev/null || complete -F %(complete_func)s %(prog_name)s
"""

_ZSH = r"""#compdef %(prog_name)s

%(complete_func)s() {
    local -a response words_alone words_told parts_alone parts_told
    local type key told
    (( ! $+commands[%(prog_name)s] )) && return 1
    # Of --option=value the value alone is completed.
    [[ $PREFIX == --*=* ]] && compset -P 1 '*='
    local -x COMP_WORDS="${words[*]}" COMP_CWORD=$((CURRENT-1))
    response=("${(@f)$(%(complete_var)s=zsh_complete %(prog_name)s 2>/dev/null)}")
    for type key told in ${response}; do
        case "$type:$told" in
            dir:*) _path_files -/ ;;
            file:*) _path_files -f ;;
            plain:_) words_alone+=("$key") ;;
            plain:*) words_told+=("$key:$told") ;;
            part:_) parts_alone+=("$key") ;;
            part:*) parts_told+=("$key:$told") ;;
        esac
    done
    (( $#parts_told )) && _describe -V unsorted parts_told -S ''
    (( $#parts_alone )) && compadd -S '' -V unsorted -a parts_alone
    (( $#words_told )) && _describe -V unsorted words_told
    (( $#words_alone )) && compadd -V unsorted -a words_alone
    return 0
}

if [[ $zsh_eval_context[-1] == loadautofunc ]]; then
    %(complete_func)s "$@"
else
    compdef %(complete_func)s %(prog_name)s
fi
"""

# fish itself puts no space after a word that ends in an equals sign.
_FISH = r"""
function %(complete_func)s
    set -lx COMP_WORDS (commandline -cp | string collect)
    set -lx COMP_CWORD (commandline -t | string collect)
    set -lx %(complete_var)s fish_complete
    set -l response (%(prog_name)s 2>/dev/null)
    # Of --option=value the value alone is answered, and fish wants all of it.
    set -l front (string match -r -- '^--[^=]+=' $COMP_CWORD)
    for line in $response
        set -l item (string split -m 1 "," -- $line)
        switch $item[1]
            case dir
                printf '%%s\n' "$front"(__fish_complete_directories $item[2])
            case file
                printf '%%s\n' "$front"(__fish_complete_path $item[2])
            case plain part
                printf '%%s\n' "$front"$item[2]
        end
    end
end

complete --no-files --keep-order --command %(prog_name)s --arguments "(%(complete_func)s)"
"""


@add_completion_class
class Bash(BashComplete):
    """bash, which splits words at equals signs and accepts only the last piece back."""

    source_template: ClassVar[str] = _BASH.lstrip("\n")

    def source(self) -> str:
        """Return the script; someone who asks for it has bash, and doesn't need to know its version."""
        return ShellComplete.source(self)

    def get_completion_args(self) -> tuple[list[str], str]:
        """Return the words before the cursor, joined again, and the one at the cursor."""
        from click.shell_completion import split_arg_string

        count = int(os.environ["COMP_CWORD"])
        pieces = split_arg_string(os.environ["COMP_WORDS"])[1 : count + 1]
        pieces += [""] * (count - len(pieces))
        words: list[str] = []
        for at, piece in enumerate(pieces):
            if words and (piece == "=" or (at > 1 and pieces[at - 1] == "=")):
                words[-1] += piece
            else:
                words.append(piece)
        *before, word = words or [""]
        last = pieces[-1] if pieces else ""
        self._kept = word.removesuffix("" if last == "=" else last)
        return before, word

    def format_completion(self, item: CompletionItem[Any]) -> str:
        """Return the replacement for the last piece in bash."""
        # For `--set=soil=`, bash keeps everything, but click is asked only about `soil=`.
        for kept in (self._kept, self._kept.partition("=")[2]):
            if kept and item.value.startswith(kept):
                return f"{item.type},{item.value.removeprefix(kept)}"
        return f"{item.type},{item.value}"


@add_completion_class
class Zsh(ZshComplete):
    """zsh."""

    source_template: ClassVar[str] = _ZSH


@add_completion_class
class Fish(FishComplete):
    """fish."""

    source_template: ClassVar[str] = _FISH.lstrip("\n")


SHELLS: dict[str, type[ShellComplete]] = {"bash": Bash, "zsh": Zsh, "fish": Fish}


def script(shell: str) -> str:
    """Return the script that a shell loads."""
    from rekindle_core.cli.app import app

    return SHELLS[shell](app, {}, PROGRAM, VARIABLE).source()


def answer() -> None:
    """Answer a shell that asks for completions, and print nothing else, whatever happens."""
    with (
        Path(os.devnull).open("w", encoding="utf-8") as nothing,
        redirect_stderr(nothing),
        suppress(Exception, SystemExit, KeyboardInterrupt),
    ):
        from rekindle_core.cli.app import app

        app.main([], prog_name=PROGRAM, complete_var=VARIABLE, standalone_mode=False)
