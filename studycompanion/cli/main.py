"""Reading the words of a command, opening the data, and saying what came of it.

Exit codes: 0 done, 1 refused with a sentence on stderr or a check that found something, 2 wrong
usage.
"""

import argparse
import os
import sys
from collections.abc import Sequence
from pathlib import Path

from studycompanion.cli import clock as clock_question
from studycompanion.cli import (
    erasing,
    going_back,
    member_files,
    papers,
    people,
    plans,
    reporting,
    reviews,
    rolls,
    safety,
    sessions,
    setting_up,
    sheets,
    signing,
    study,
    templates,
    word_forms,
)
from studycompanion.cli.clock import moment_or_pc
from studycompanion.cli.command import Answer, Command, Seat
from studycompanion.cli.output import show
from studycompanion.cli.secret import password_for
from studycompanion.domain.record import Clock
from studycompanion.errors import CodedError
from studycompanion.messages import say, word
from studycompanion.paths import data_folder

GROUPS = (
    setting_up,
    people,
    member_files,
    erasing,
    study,
    templates,
    plans,
    reviews,
    word_forms,
    sessions,
    rolls,
    sheets,
    papers,
    reporting,
    safety,
    going_back,
    signing,
)


def parser() -> argparse.ArgumentParser:
    """The parser of all commands; without a command the window is meant."""
    top = argparse.ArgumentParser(prog="studycompanion", allow_abbrev=False)
    _common(top, default=None)
    nouns = top.add_subparsers(dest="noun", metavar="COMMAND")
    verbs: dict[str, argparse._SubParsersAction[argparse.ArgumentParser]] = {}
    for command in (c for group in GROUPS for c in group.COMMANDS):
        where = nouns
        if command.verb:
            if command.noun not in verbs:
                noun = nouns.add_parser(command.noun, help=command.noun)
                verbs[command.noun] = noun.add_subparsers(metavar="VERB", required=True)
            where = verbs[command.noun]
        _add(where, command)
    return top


def _add(where: "argparse._SubParsersAction[argparse.ArgumentParser]", command: Command) -> None:
    one = where.add_parser(command.verb or command.noun, help=command.help, allow_abbrev=False)
    _common(one, default=argparse.SUPPRESS)
    choice = None
    for argument in command.arguments:
        if argument.is_either and choice is None:
            choice = one.add_mutually_exclusive_group(required=True)
        (choice if choice and argument.is_either else one).add_argument(
            *argument.names, **argument.options
        )
    one.set_defaults(command=command)


def _common(one: argparse.ArgumentParser, default: object) -> None:
    one.add_argument("--data", metavar="DIR", default=default, help="the folder of the data file")
    one.add_argument(
        "--json",
        action="store_true",
        default=default if default is argparse.SUPPRESS else False,
        help="print one JSON value",
    )
    one.add_argument(
        "--now",
        metavar="WHEN",
        type=moment_or_pc,
        default=default,
        help="the date and time where this PC's clock is behind, or pc where it is right",
    )


def run(words: Sequence[str], *, clock: Clock) -> int | None:
    """Do what ``words`` say and return the exit code; None where the window is meant."""
    chosen = parser().parse_args(words)
    if chosen.noun is None:
        return None
    try:
        answer = _do(chosen, clock)
        told = answer if isinstance(answer, Answer) else Answer(answer, 0)
        show(told.value, as_json=chosen.json)
        sys.stdout.flush()
    except CodedError as error:
        print(say(error), file=sys.stderr)
        return 1
    except BrokenPipeError:
        # Whoever reads the answer has seen enough; what is left in the buffer has nowhere to go.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 1
    except KeyboardInterrupt:
        print(word("cli", "stopped"), file=sys.stderr)
        return 1
    return told.code


def folder_of(words: Sequence[str]) -> Path:
    """The data folder that ``words`` (without a command) or the environment names."""
    return data_folder(parser().parse_args(words).data)


def _do(chosen: argparse.Namespace, clock: Clock) -> object:
    command: Command = chosen.command
    folder = data_folder(chosen.data)
    if command.without_desk is not None:
        return command.without_desk(chosen, folder, clock)
    from studycompanion.services import opening

    actor = opening.actor_now("")
    desk = opening.open_desk(
        folder,
        actor=actor,
        clock=clock,
        password=password_for(folder),
        take_over=getattr(chosen, "take_over", False),
    )
    try:
        clock_question.settle(desk, chosen.now)
        answer = command.action(Seat(desk, chosen)) if command.action else None
    except BaseException:
        desk.store.close()
        raise
    try:
        opening.close(desk, always_back_up=False)
    except CodedError as error:
        # What the command did is on disk by now; only its backup is missing.
        print(word("cli", "not_backed_up", why=say(error)), file=sys.stderr)
    return answer
