"""Errors that a user can do something about, and the exit codes of the command."""

from __future__ import annotations

import enum


class ExitCode(enum.IntEnum):
    """What the process returns: the same for every output format."""

    CLEAN = 0
    FINDINGS = 1
    FAILED = 2


class UserError(Exception):
    """The job cannot be done as asked. `message` says what and where, `hint` what to do about it."""

    def __init__(self, message: str, hint: str = "") -> None:
        super().__init__(message)
        self.message = message
        self.hint = hint
