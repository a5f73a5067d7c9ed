"""One error root for every floor: what a person is told, and what a door answers."""

from __future__ import annotations


class NoticesError(Exception):
    """Something went wrong that a person can act on.

    ``user_message`` says what is wrong and what to do, and never holds document
    text or a traceback. ``status`` is the HTTP status a door answers with.
    """

    status = 500

    def __init__(self, user_message: str) -> None:
        super().__init__(user_message)
        self.user_message = user_message
