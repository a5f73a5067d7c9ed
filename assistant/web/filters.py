"""What a person narrows a question to, as the form has it, and the Scope that it makes."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Annotated

from fastapi import Form

from assistant.answers import Scope
from assistant.periods import PeriodError, first_day, last_day
from assistant.question.narrowing import narrowed
from assistant.web.naming import KINDS
from ingest.errors import NoticesError


@dataclass(frozen=True, slots=True)
class Filters:
    """The form's fields, as they were written; empty ones narrow nothing."""

    councils: tuple[str, ...] = ()
    kinds: tuple[str, ...] = ()
    earliest: str = ""
    latest: str = ""

    def __bool__(self) -> bool:
        return bool(self.councils or self.kinds or self.earliest or self.latest)

    @classmethod
    def of_scope(cls, scope: Scope) -> Filters:
        """The filters that ask in the same scope again."""
        return cls(scope.councils, scope.kinds, scope.from_date or "", scope.to_date or "")

    def scope(self, known: Iterable[str]) -> Scope | None:
        """The scope asked for; ``known`` are the corpus's councils.

        Raises FilterError, one message a field.
        """
        wrong: dict[str, str] = {}
        days: dict[str, str | None] = {}
        for field, written, read in (
            ("from", self.earliest, first_day),
            ("to", self.latest, last_day),
        ):
            try:
                days[field] = read(written) if written else None
            except PeriodError as error:
                wrong[field] = error.user_message
        if wrong:
            raise FilterError(wrong)
        try:
            return narrowed(self.councils, self.kinds, days["from"], days["to"], known=known)
        except NoticesError as error:
            field = "from" if days["from"] and days["to"] and not self.councils else "council"
            raise FilterError({field: error.user_message}) from error


class FilterError(NoticesError):
    """Fields of the form that cannot be read, each with what to write."""

    status = 422

    def __init__(self, fields: dict[str, str]) -> None:
        super().__init__(" ".join(fields.values()))
        self.fields = fields


def filters(
    council: Annotated[list[str] | None, Form()] = None,
    kind: Annotated[list[str] | None, Form()] = None,
    earliest: Annotated[str, Form(alias="from")] = "",
    latest: Annotated[str, Form(alias="to")] = "",
) -> Filters:
    """The filters of a posted form."""
    councils = dict.fromkeys(each.strip() for each in council or () if each.strip())
    kinds = dict.fromkeys(each for each in kind or () if each in KINDS)
    return Filters(tuple(councils), tuple(kinds), earliest.strip(), latest.strip())
