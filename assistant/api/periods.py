"""Days as clients write them: 2012, 2012-09 or 2012-09-24."""

from __future__ import annotations

from collections.abc import Callable
from typing import Annotated, TypeAlias

from pydantic import AfterValidator, StringConstraints

from assistant.periods import PeriodError, first_day, last_day

PATTERN = r"^[0-9]{4}(-[0-9]{2}(-[0-9]{2})?)?$"


def _told(read: Callable[[str], str]) -> Callable[[str], str]:
    def validated(text: str) -> str:
        try:
            return read(text)
        except PeriodError:
            message = "there is no such day; write it as 2012, 2012-09 or 2012-09-24"
            raise ValueError(message) from None

    return validated


_Written = StringConstraints(pattern=PATTERN, max_length=10)
FirstDay: TypeAlias = Annotated[str, _Written, AfterValidator(_told(first_day))]
LastDay: TypeAlias = Annotated[str, _Written, AfterValidator(_told(last_day))]
