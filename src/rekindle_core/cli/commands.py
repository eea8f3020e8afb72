"""The list of commands, in the order in which people meet them, and where each is defined.

A command is imported when it is called. To add one, write it in a folder here, and add its line.
"""

from __future__ import annotations

COMMANDS = {
    "serve": "rekindle_core.cli.serve:serve",
    "build": "rekindle_core.cli.programs.build:build",
    "catalogue": "rekindle_core.cli.packs.catalogue:catalogue",
    "handout": "rekindle_core.cli.programs.handout:handout",
    "check": "rekindle_core.cli.packs.check:check",
    "audit": "rekindle_core.cli.packs.audit:audit",
    "explain": "rekindle_core.cli.explain.explain:explain",
    "profile": "rekindle_core.cli.profiles.profile:profile",
    "answers": "rekindle_core.cli.answers.answers:answers",
    "client": "rekindle_core.cli.clients.client:client",
    "formats": "rekindle_core.cli.plugins.plugins:formats",
    "packs": "rekindle_core.cli.packs.packs:packs",
    "plugins": "rekindle_core.cli.plugins.plugins:plugins",
    "where": "rekindle_core.cli.clients.where:where",
    "cache": "rekindle_core.cli.packs.cache:cache",
    "config": "rekindle_core.cli.settings.config:config",
    "completion": "rekindle_core.cli.shell.completion:completion",
    "help": "rekindle_core.cli.help.help:help_",
}
