"""Rekindle: a content engine that writes personalized reflection programs by rules that can be explained.

Input: content packs and profiles, as files. Output: a Document, and the files that output plugins make
of it. These are the public names; each is imported when it is first used, so that a program loads only what
it needs.
"""

from __future__ import annotations

import importlib
from typing import TYPE_CHECKING, Any

from rekindle_core._version import __version__ as __version__

if TYPE_CHECKING:
    from rekindle_core.answers.charted import charted as charted
    from rekindle_core.answers.codec import answers_from_json as answers_from_json
    from rekindle_core.answers.codec import answers_to_json as answers_to_json
    from rekindle_core.answers.fit import Fit as Fit
    from rekindle_core.answers.fit import Left as Left
    from rekindle_core.answers.fit import fit_answers as fit_answers
    from rekindle_core.answers.ids import AnswerId as AnswerId
    from rekindle_core.answers.merge import Merged as Merged
    from rekindle_core.answers.merge import merge_answers as merge_answers
    from rekindle_core.answers.places import AnswerPlace as AnswerPlace
    from rekindle_core.answers.places import answer_places as answer_places
    from rekindle_core.answers.places import cell_question as cell_question
    from rekindle_core.answers.places import check_question as check_question
    from rekindle_core.answers.places import row_question as row_question
    from rekindle_core.answers.places import task_question as task_question
    from rekindle_core.answers.recalled import recalled as recalled
    from rekindle_core.answers.values import Answer as Answer
    from rekindle_core.answers.values import Answers as Answers
    from rekindle_core.answers.values import BooleanValue as BooleanValue
    from rekindle_core.answers.values import ChoicesValue as ChoicesValue
    from rekindle_core.answers.values import ChoiceValue as ChoiceValue
    from rekindle_core.answers.values import Cleared as Cleared
    from rekindle_core.answers.values import NumberValue as NumberValue
    from rekindle_core.answers.values import PackName as PackName
    from rekindle_core.answers.values import TextValue as TextValue
    from rekindle_core.answers.values import Value as Value
    from rekindle_core.answers.values import chosen as chosen
    from rekindle_core.answers.values import rated as rated
    from rekindle_core.answers.values import written as written
    from rekindle_core.content.building.load import load_pack as load_pack
    from rekindle_core.content.model.pack import Pack as Pack
    from rekindle_core.counselor.pages import realise_for_counselor as realise_for_counselor
    from rekindle_core.diagnostics import Diagnostic as Diagnostic
    from rekindle_core.diagnostics import Position as Position
    from rekindle_core.document.characters import isolated as isolated
    from rekindle_core.document.characters import on_one_line as on_one_line
    from rekindle_core.document.characters import overall_direction as overall_direction
    from rekindle_core.document.characters import set_apart as set_apart
    from rekindle_core.document.codec import document_from_json as document_from_json
    from rekindle_core.document.codec import document_to_json as document_to_json
    from rekindle_core.document.colour import contrast as contrast
    from rekindle_core.document.colour import readable as readable
    from rekindle_core.document.cover import IMPRINT as IMPRINT
    from rekindle_core.document.excerpt import excerpt as excerpt
    from rekindle_core.document.inline import Code as Code
    from rekindle_core.document.inline import Datum as Datum
    from rekindle_core.document.inline import Emphasis as Emphasis
    from rekindle_core.document.inline import Inline as Inline
    from rekindle_core.document.inline import Inlines as Inlines
    from rekindle_core.document.inline import LineBreak as LineBreak
    from rekindle_core.document.inline import Link as Link
    from rekindle_core.document.inline import Reference as Reference
    from rekindle_core.document.inline import Strong as Strong
    from rekindle_core.document.inline import Text as Text
    from rekindle_core.document.length import shortened as shortened
    from rekindle_core.document.nodes import Addition as Addition
    from rekindle_core.document.nodes import Block as Block
    from rekindle_core.document.nodes import Blocks as Blocks
    from rekindle_core.document.nodes import Choices as Choices
    from rekindle_core.document.nodes import Document as Document
    from rekindle_core.document.nodes import HelpGroup as HelpGroup
    from rekindle_core.document.nodes import HelpLine as HelpLine
    from rekindle_core.document.nodes import HelpLines as HelpLines
    from rekindle_core.document.nodes import IfThen as IfThen
    from rekindle_core.document.nodes import ItemList as ItemList
    from rekindle_core.document.nodes import Lines as Lines
    from rekindle_core.document.nodes import Paragraph as Paragraph
    from rekindle_core.document.nodes import Quotation as Quotation
    from rekindle_core.document.nodes import Response as Response
    from rekindle_core.document.nodes import Sample as Sample
    from rekindle_core.document.nodes import Scale as Scale
    from rekindle_core.document.nodes import Section as Section
    from rekindle_core.document.nodes import SelfCheck as SelfCheck
    from rekindle_core.document.nodes import Statement as Statement
    from rekindle_core.document.nodes import Task as Task
    from rekindle_core.document.option import Option as Option
    from rekindle_core.document.phone import tel_url as tel_url
    from rekindle_core.document.practice import Logo as Logo
    from rekindle_core.document.practice import Practice as Practice
    from rekindle_core.document.ratings.grid import RatingRow as RatingRow
    from rekindle_core.document.ratings.grid import Ratings as Ratings
    from rekindle_core.document.ratings.grid import RatingsChart as RatingsChart
    from rekindle_core.document.ratings.grid import RatingSeries as RatingSeries
    from rekindle_core.document.tables.cells import CellResponse as CellResponse
    from rekindle_core.document.tables.cells import CellRow as CellRow
    from rekindle_core.document.tables.cells import TableCell as TableCell
    from rekindle_core.document.tables.cells import column_label as column_label
    from rekindle_core.document.tables.cells import column_note as column_note
    from rekindle_core.document.tables.cells import table_rows as table_rows
    from rekindle_core.document.tables.table import CellKind as CellKind
    from rekindle_core.document.tables.table import ChoiceCell as ChoiceCell
    from rekindle_core.document.tables.table import NumberCell as NumberCell
    from rekindle_core.document.tables.table import Table as Table
    from rekindle_core.document.tables.table import TableColumn as TableColumn
    from rekindle_core.document.tables.table import TableRow as TableRow
    from rekindle_core.document.tables.table import TextCell as TextCell
    from rekindle_core.document.tables.table import TickCell as TickCell
    from rekindle_core.document.visible import shows_something as shows_something
    from rekindle_core.document.walk import Place as Place
    from rekindle_core.document.walk import places as places
    from rekindle_core.document.walk import plain as plain
    from rekindle_core.document.walk import plain_blocks as plain_blocks
    from rekindle_core.document.walk import walk as walk
    from rekindle_core.document.words import label as label
    from rekindle_core.document.words import written_date as written_date
    from rekindle_core.engine import add_blocks as add_blocks
    from rekindle_core.engine import find_plugins as find_plugins
    from rekindle_core.engine import make_handout as make_handout
    from rekindle_core.engine import make_plan as make_plan
    from rekindle_core.engine import read_answers as read_answers
    from rekindle_core.engine import render as render
    from rekindle_core.errors import AnswersError as AnswersError
    from rekindle_core.errors import ConfirmationError as ConfirmationError
    from rekindle_core.errors import ContentError as ContentError
    from rekindle_core.errors import PluginError as PluginError
    from rekindle_core.errors import PracticeError as PracticeError
    from rekindle_core.errors import ProfileError as ProfileError
    from rekindle_core.errors import RekindleDeprecationWarning as RekindleDeprecationWarning
    from rekindle_core.errors import RekindleError as RekindleError
    from rekindle_core.errors import RenderError as RenderError
    from rekindle_core.errors import UsageError as UsageError
    from rekindle_core.extension.api import API_VERSION as API_VERSION
    from rekindle_core.extension.format import Artifact as Artifact
    from rekindle_core.extension.format import Format as Format
    from rekindle_core.extension.format import Renderer as Renderer
    from rekindle_core.extension.format import Request as Request
    from rekindle_core.extension.hookspecs import hookimpl as hookimpl
    from rekindle_core.extension.manager import Plugins as Plugins
    from rekindle_core.extension.manager import PluginStatus as PluginStatus
    from rekindle_core.extension.offers import Command as Command
    from rekindle_core.extension.offers import Insertion as Insertion
    from rekindle_core.extension.offers import NamedPack as NamedPack
    from rekindle_core.extension.problem import Problem as Problem
    from rekindle_core.frozen import replace as replace
    from rekindle_core.handout.counselor import realise_handout_for_counselor as realise_handout_for_counselor
    from rekindle_core.handout.realise import realise_handout as realise_handout
    from rekindle_core.handout.value import Handout as Handout
    from rekindle_core.handout.value import WithheldError as WithheldError
    from rekindle_core.planning.plan import Plan as Plan
    from rekindle_core.practice.load import PracticeFile as PracticeFile
    from rekindle_core.practice.load import load_practice as load_practice
    from rekindle_core.profile.load import load_profile as load_profile
    from rekindle_core.profile.overrides import Override as Override
    from rekindle_core.profile.overrides import find_overrides as find_overrides
    from rekindle_core.profile.profile import Profile as Profile
    from rekindle_core.realisation.realise import realise as realise

_HOMES = {
    "answers.charted": "charted",
    "answers.recalled": "recalled",
    "answers.codec": "answers_from_json answers_to_json",
    "answers.fit": "Fit Left fit_answers",
    "answers.ids": "AnswerId",
    "answers.merge": "Merged merge_answers",
    "answers.places": "AnswerPlace answer_places cell_question check_question row_question task_question",
    "answers.values": (
        "Answer Answers BooleanValue ChoicesValue ChoiceValue Cleared NumberValue PackName TextValue Value "
        "chosen rated written"
    ),
    "content.building.load": "load_pack",
    "content.model.pack": "Pack",
    "counselor.pages": "realise_for_counselor",
    "diagnostics": "Diagnostic Position",
    "document.tables.table": "CellKind ChoiceCell NumberCell Table TableColumn TableRow TextCell TickCell",
    "document.tables.cells": "CellResponse CellRow TableCell column_label column_note table_rows",
    "document.characters": "isolated on_one_line overall_direction set_apart",
    "document.codec": "document_from_json document_to_json",
    "document.colour": "contrast readable",
    "document.cover": "IMPRINT",
    "document.excerpt": "excerpt",
    "document.inline": "Code Datum Emphasis Inline Inlines LineBreak Link Reference Strong Text",
    "document.length": "shortened",
    "document.nodes": (
        "Addition Block Blocks Choices Document HelpGroup HelpLine HelpLines IfThen ItemList Lines Paragraph "
        "Quotation Response Sample Scale Section SelfCheck Statement Task"
    ),
    "document.option": "Option",
    "document.ratings.grid": "RatingRow Ratings RatingsChart RatingSeries",
    "document.phone": "tel_url",
    "document.practice": "Logo Practice",
    "document.visible": "shows_something",
    "document.walk": "Place places plain plain_blocks walk",
    "document.words": "label written_date",
    "engine": "add_blocks find_plugins make_handout make_plan read_answers render",
    "errors": (
        "AnswersError ConfirmationError ContentError PluginError PracticeError ProfileError "
        "RekindleDeprecationWarning RekindleError RenderError UsageError"
    ),
    "extension.api": "API_VERSION",
    "extension.format": "Artifact Format Renderer Request",
    "extension.hookspecs": "hookimpl",
    "extension.manager": "Plugins PluginStatus",
    "extension.offers": "Command Insertion NamedPack",
    "extension.problem": "Problem",
    "frozen": "replace",
    "handout.counselor": "realise_handout_for_counselor",
    "handout.realise": "realise_handout",
    "handout.value": "Handout WithheldError",
    "profile.overrides": "Override find_overrides",
    "planning.plan": "Plan",
    "profile.load": "load_profile",
    "profile.profile": "Profile",
    "practice.load": "PracticeFile load_practice",
    "realisation.realise": "realise",
}
_DEPRECATED: dict[str, str] = {}
"""Deprecated names, each with its replacement; docs/plugins.md says how long they keep working."""

_HOME = {name: home for home, names in _HOMES.items() for name in names.split()}

__all__ = sorted([*_HOME, "__version__"])


def __getattr__(name: str) -> Any:
    if name in _DEPRECATED:
        return _deprecated(name)
    if name not in _HOME:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    value = getattr(importlib.import_module(f"{__name__}.{_HOME[name]}"), name)
    globals()[name] = value
    return value


def _deprecated(name: str) -> Any:
    import warnings

    from rekindle_core.errors import RekindleDeprecationWarning

    instead = _DEPRECATED[name]
    message = f"rekindle_core.{name} will be removed; use rekindle_core.{instead}."
    warnings.warn(message, RekindleDeprecationWarning, stacklevel=3)
    return __getattr__(instead)


def __dir__() -> list[str]:
    return list(__all__)
