"""Options that several commands share: pack, profile, settings, practice, seed, date and id."""

from __future__ import annotations

import shlex
from collections.abc import Callable
from pathlib import Path
from typing import Any, TypeVar

import click

from rekindle_core.cli.settings.set_by import Appearance, PathPreference, Preference
from rekindle_core.cli.settings.settings import FILE_NAME
from rekindle_core.cli.shell.complete import complete_pack, complete_setting
from rekindle_core.cli.shell.complete_paths import complete_file
from rekindle_core.errors import UsageError
from rekindle_core.installation.places import practice_file

F = TypeVar("F", bound=Callable[..., Any])


def pack_options(function: F) -> F:
    """Add --pack and --no-cache."""
    for option in (
        click.option(
            "--no-cache", cls=Preference, is_flag=True, help="Compile the pack again, without the cache."
        ),
        click.option(
            "--pack",
            "pack_path",
            cls=PathPreference,
            type=click.Path(path_type=Path),
            metavar="PACK",
            help="Use the content pack in the folder PACK, or a plugin's pack by name.",
            shell_complete=complete_pack,
        ),
    ):
        function = option(function)
    return function


def settings_option(function: F) -> F:
    """Add --set."""
    return click.option(
        "--set",
        "settings",
        multiple=True,
        metavar="FACT=VALUE",
        shell_complete=complete_setting,
        help="Set a fact, overriding the profile; separate list items with commas (repeatable).",
    )(function)


def _one_profile(ctx: click.Context, option: click.Parameter, given: tuple[str, ...]) -> str | None:
    """Return the only profile; if there are several, none is used silently."""
    if len(given) > 1:
        command = ctx.command_path
        each = "; ".join(f"{command} --profile {shlex.quote(path)}" for path in given)
        raise UsageError(
            f"--profile was given {len(given)} times, but a program is made from one profile.",
            code="several-profiles",
            hint=f"run the command once for each: {each}.",
        )
    return given[0] if given else None


def profile_options(function: F) -> F:
    """Add --profile and --set."""
    for option in (
        settings_option,
        click.option(
            "-p",
            "--profile",
            "profile_path",
            metavar="FILE",
            type=FILE_NAME,
            multiple=True,
            callback=_one_profile,
            shell_complete=complete_file,
            help="Read the facts from FILE (YAML or JSON); - is stdin.",
        ),
    ):
        function = option(function)
    return function


def practice_option(function: F) -> F:
    """Add --practice."""
    return click.option(
        "--practice",
        cls=PathPreference,
        default=practice_file,
        metavar="FILE",
        type=FILE_NAME,
        help=(
            "Print the practice's details on the pages. FILE is a practice file, or a folder with practice.yaml. "
            "Default: practice.yaml in your configuration folder."
        ),
    )(function)


def practice_options(function: F) -> F:
    """Add --practice and --no-practice."""
    left_out = click.option(
        "--no-practice", cls=Preference, is_flag=True, help="Don't use your practice.yaml."
    )
    return practice_option(left_out(function))


def plan_options(function: F) -> F:
    """Add --seed, --date and --id."""
    for option in (
        click.option(
            "--id",
            "program_id",
            metavar="TEXT",
            help=(
                "Set the program's id, such as 2027-014, used in file names and properties. Default: an "
                "id that says nothing about the reader and stays the same for the same input on this "
                "machine."
            ),
        ),
        click.option(
            "--date",
            type=click.DateTime(["%Y-%m-%d"]),
            metavar="DATE",
            help="The date to print. Default: SOURCE_DATE_EPOCH, or today.",
        ),
        click.option(
            "--seed",
            type=click.IntRange(0, 2**32 - 1),
            default=1,
            show_default=True,
            metavar="N",
            help="Vary the selection (same seed, same result).",
        ),
    ):
        function = option(function)
    return function


def output_option(help: str, *, metavar: str = "FILE", **more: Any) -> Callable[[F], F]:  # noqa: A002
    """Return a decorator that adds --output, for a command that writes to one place.

    Args:
        help: The help text.
        metavar: The name of the value in the help text.
        more: More attributes of the option, such as its default.
    """
    return click.option(
        "-o",
        "--output",
        cls=Preference,
        metavar=metavar,
        type=FILE_NAME,
        shell_complete=complete_file,
        help=help,
        **more,
    )


confirm_option = click.option(
    "--confirm", "confirmed", multiple=True, metavar="NAME", help="Confirm a check that needs a person."
)
"""--confirm, for a command with few checks."""


def report_as(schema: str) -> Callable[[F], F]:
    """Return a decorator that adds --report, for people or for programs.

    Args:
        schema: The name of the schema that describes the report.
    """
    return click.option(
        "--report",
        cls=Appearance,
        type=click.Choice(["text", "json"]),
        default="text",
        show_default=True,
        help=f"Output format: text for people, json for programs (docs/reference/{schema}.schema.json).",
    )
