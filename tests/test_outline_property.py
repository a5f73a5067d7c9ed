"""Whatever is printed: nothing is lost, nothing is said twice, and order holds."""

from __future__ import annotations

import re

from hypothesis import given, settings
from hypothesis import strategies as st

from ingest.documents import Clause, Reading, Span
from ingest.navigation import sentences
from ingest.outline import outline
from ingest.passages import passages
from tests.drawn import Drawing, document
from tests.paper import paper

_WORDS = st.lists(
    st.sampled_from(
        ["the", "Council", "must", "agree", "plan", "2.", "(i)", "and", "risk;", "by:", "ends.",
         "**bold**", "<u>under</u>", "21", "-", "•", "1.3", "A", "b)", "¹note", "|", "\t",
         "This", "March", "2031", "100%", "Cllr.", "..........", "3", "#", "Contents"]
    ),
    min_size=1,
    max_size=14,
)  # fmt: skip
_LINES = st.lists(
    st.tuples(st.sampled_from(["", "- ", "  - ", "# ", "\t", "1. ", "2. "]), _WORDS, st.booleans()),
    max_size=25,
)
_MARKS = re.compile(r"[\s|#*_\-–•:.=+]|</?[ub]>")


def _text(lines: list[tuple[str, list[str], bool]]) -> str:
    return "".join(mark + " ".join(words) + ("\n\n" if gap else "\n") for mark, words, gap in lines)


def _sheet(lines: list[tuple[str, list[str], bool]]) -> Reading:
    sheet = Drawing()
    for number, (mark, words, gap) in enumerate(lines):
        said = (mark + " ".join(words)).strip()
        if said:
            sheet.line(said, left=72 + 20 * len(mark), bold=mark == "# ", gap=14.0 * gap)
        if number % 9 == 8:
            sheet.turn()
    return sheet.reading()


def _check(reading: Reading) -> None:
    clauses = outline(reading)
    covered = [False] * len(reading.text)
    for clause in clauses:
        for span in clause.spans:
            assert not any(covered[span.start : span.end])
            covered[span.start : span.end] = [True] * (span.end - span.start)
    _check_order(clauses)
    left = "".join(c if not covered[i] else " " for i, c in enumerate(reading.text))
    labels = sorted((clause.label for clause in clauses if clause.label), key=len, reverse=True)
    for label in labels:
        left = left.replace(label, "", 1)
    assert not re.sub(r"[\d.()¹]", "", _MARKS.sub("", left)), left


def _check_order(clauses: tuple[Clause, ...]) -> None:
    ids = [clause.id for clause in clauses]
    assert ids == [f"c{number}" for number in range(1, len(ids) + 1)]
    starts = [clause.spans[0].start for clause in clauses]
    assert starts == sorted(starts)
    for clause in clauses:
        assert list(clause.spans) == sorted(clause.spans)
        assert clause.parent in {None, *ids}
        assert clause.lead_in in {None, *ids}
        for cell in clause.cells:
            assert any(s.start <= cell.span.start and cell.span.end <= s.end for s in clause.spans)


@settings(max_examples=150, deadline=None)
@given(_LINES)
def test_every_printed_word_of_a_transcript_is_in_exactly_one_clause(
    lines: list[tuple[str, list[str], bool]],
) -> None:
    """Marks, labels and furniture aside."""
    _check(paper(_text(lines)))


@settings(max_examples=100, deadline=None)
@given(_LINES)
def test_every_printed_word_of_pages_is_in_exactly_one_clause(
    lines: list[tuple[str, list[str], bool]],
) -> None:
    """The same with geometry."""
    _check(_sheet(lines))


@settings(max_examples=60, deadline=None)
@given(_LINES)
def test_passages_lie_in_their_clauses_and_have_ids_of_their_own(
    lines: list[tuple[str, list[str], bool]],
) -> None:
    """A quotation cut by a passage's span is always the clause's."""
    reading = paper(_text(lines))
    made = document(reading, outline(reading))
    by_id = {clause.id: clause for clause in made.clauses}
    found = passages(made)
    assert len({passage.id for passage in found}) == len(found)
    for passage in found:
        whole = by_id[passage.clause_id].span
        assert whole.start <= passage.span.start < passage.span.end <= whole.end
        assert passage.words


@given(st.text(alphabet='aB .?!\n1"”e.g', max_size=80))
def test_sentences_lose_nothing_but_white_space(text: str) -> None:
    """Joined again they are the text."""
    found = sentences(text, Span(0, len(text)))
    assert "".join("".join(span.cut(text).split()) for span in found) == "".join(text.split())
