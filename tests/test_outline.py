"""Transcripts: what hangs on what, with wrong marks, page furniture and torn lists in the text."""

from __future__ import annotations

from ingest.outline import outline
from tests.drawn import find, said, told
from tests.paper import paper

NOTICE = """### Improvement Notice

To: Name KELDER BOROUGH COUNCIL ("the Council")

# What the Council has to do under this notice is set out below:

The Council must act with its partners to:

- (i) hold on to the gains made; and
- (ii) put right what the inspection found.

For item (ii) the Council, with its partners, must show better outcomes by:

Practice With Families

- Ensuring that each visit is written up within two days. This record must include the

views of the child and of the carers.
- Ensuring that all plans include the following, and that this is seen in audits:
  - 1. Outcomes that the family understands
  - 2. An account of risk

- 3. Steps to take if things go wrong
- 4. Dates of review

## Staff And Skills

- Training every team manager in the reading of risk;
- Keeping caseloads at a level that can be managed.

The Board should meet every five weeks and keep minutes of what it decides.

#### How progress on all of this will be looked at:

The Chair should report to the Minister every four months.

Signed:

Date: 3. v - 2]
"""


def test_points_under_topic_headings_hang_on_the_lead_in_above_them() -> None:
    """The duty-holder and the verb stand three lines above the first heading."""
    reading = paper(NOTICE)
    clauses = outline(reading)
    lead = find(reading, clauses, "For item (ii)")
    for heading, start in (
        ("Practice With", "Ensuring that each"),
        ("Staff And", "Training every"),
    ):
        point = find(reading, clauses, start)
        assert point.kind == "point"
        assert point.parent == find(reading, clauses, heading).id
        assert point.lead_in == lead.id


def test_sub_points_hang_on_the_point_above_though_a_page_end_tears_the_list() -> None:
    """1 and 2 stand before the tear, 3 and 4 after it and without their indent."""
    reading = paper(NOTICE)
    clauses = outline(reading)
    above = find(reading, clauses, "Ensuring that all plans")
    items = [clause for clause in clauses if clause.parent == above.id]
    assert [item.label for item in items] == ["1.", "2.", "3.", "4."]
    assert {item.lead_in for item in items} == {above.id}
    assert {item.level for item in items} == {2}
    assert said(reading, items[2]) == "Steps to take if things go wrong"


def test_a_point_torn_in_mid_sentence_is_one_clause_with_one_span() -> None:
    """Only white space lies between, so a quotation can be cut in one piece."""
    reading = paper(NOTICE)
    point = find(reading, outline(reading), "Ensuring that each visit")
    assert said(reading, point).endswith("include the views of the child and of the carers.")
    assert len(point.spans) == 1


def test_plain_title_lines_and_wrongly_levelled_marks_are_headings() -> None:
    """A title without any mark stands beside titles that have one."""
    reading = paper(NOTICE)
    headings = told(reading, outline(reading), "heading")
    assert headings == [
        "Improvement Notice",
        "What the Council has to do under this notice is set out below:",
        "Practice With Families",
        "Staff And Skills",
        "How progress on all of this will be looked at:",
    ]


def test_topics_under_one_lead_in_are_siblings_whatever_their_marks_say() -> None:
    """ "Practice With Families" has no mark and "Staff And Skills" has two."""
    reading = paper(NOTICE)
    clauses = outline(reading)
    one, two = (find(reading, clauses, start) for start in ("Practice With", "Staff And"))
    assert one.level == two.level
    assert one.parent == two.parent == find(reading, clauses, "What the Council has to do").id


def test_a_lead_in_ends_with_the_first_plain_paragraph() -> None:
    """What comes after a paragraph of its own is no part of the list."""
    text = NOTICE + "\nOther Matters\n\n- A point that stands alone in its section.\n\nEnd.\n"
    reading = paper(text)
    assert find(reading, outline(reading), "A point that").lead_in is None


def test_labels_stand_outside_the_words_and_bullets_too() -> None:
    """The mark is kept as printed, without the bullet that conversion put before it."""
    reading = paper(NOTICE)
    first = find(reading, outline(reading), "hold on to the gains")
    assert (first.label, first.kind) == ("(i)", "point")


def test_form_fields_and_signatures_are_no_headings() -> None:
    """ "Signed:" and a scanned date head nothing."""
    reading = paper(NOTICE)
    clauses = outline(reading)
    assert find(reading, clauses, "Signed").kind == "paragraph"
    assert find(reading, clauses, "Date: 3").kind == "paragraph"


def test_a_point_whose_bullet_was_lost_is_a_point() -> None:
    """After a colon or a ";" an unmarked paragraph goes on with the list."""
    reading = paper(
        "The evidence is contained in:\n\nThe inspection report of May 2031;\n\n"
        "2. The scorecard published in May\n\n2032 and\n\nThe review made in June.\n\nAfter it.\n"
    )
    clauses = outline(reading)
    assert told(reading, clauses, "point") == [
        "The inspection report of May 2031;",
        "The scorecard published in May 2032 and",
        "The review made in June.",
    ]


def test_short_lines_after_a_colon_are_its_list() -> None:
    """Two or more lines that could each be a title are items, not headings."""
    reading = paper(
        "The deliverables of the project are these:\n\nA leaflet for parents\n\n"
        "A page for schools\n\nA play for pupils\n\nRisks:\n\n- None of note\n- Delay\n"
    )
    clauses = outline(reading)
    assert told(reading, clauses, "point")[:3] == [
        "A leaflet for parents", "A page for schools", "A play for pupils",
    ]  # fmt: skip
    assert told(reading, clauses, "heading") == ["Risks:"]


def test_numbered_paragraphs_keep_their_numbers_and_their_kind() -> None:
    """A report's paragraphs run on over headings; 3.Words has lost its space."""
    long = "This paragraph says a good deal about the service and how it was led in the year. " * 2
    reading = paper(
        f"Background\n\n1. {long}\n\n- 2. {long}\n\nRisk\n\n- 3.Words follow. {long}\n\nEnd\n\nX."
    )
    clauses = outline(reading)
    numbered = [clause for clause in clauses if clause.label]
    assert [(clause.kind, clause.label) for clause in numbered] == [
        ("paragraph", "1."), ("paragraph", "2."), ("paragraph", "3."),
    ]  # fmt: skip


def test_recommendations_are_points_however_long() -> None:
    """A heading that names a list makes its numbers a list."""
    long = "Make sure that all staff receive regular supervision which helps them to reflect well. "
    reading = paper(
        f"Recommendations\n\n1. {long * 2}\n\n2. {long * 2}\n\nFindings\n\n3. {long * 3}\n"
    )
    clauses = outline(reading)
    kinds = [clause.kind for clause in clauses if clause.label]
    assert kinds == ["point", "point", "paragraph"]


def test_a_footnote_in_mid_paragraph_cuts_its_words_in_two_spans() -> None:
    """The note is a clause of its own, and is in no other."""
    reading = paper(
        "Reporting should include analysis\n\n²http://www.example.org/framework\n\n"
        "of any actions that are late.\n"
    )
    clauses = outline(reading)
    assert told(reading, clauses, "paragraph") == [
        "Reporting should include analysis / of any actions that are late."
    ]
    note = find(reading, clauses, "http://")
    assert (note.kind, note.label) == ("footnote", "2")


def test_dashes_and_figures_inside_sentences_open_no_points() -> None:
    """A wrapped line may begin with a dash, or with the figure of a date."""
    reading = paper(
        "The plan was agreed in June\n– a month late – and reviewed on\n3. July it was.\n"
    )
    assert [clause.kind for clause in outline(reading)] == ["paragraph"]


def test_same_words_stand_at_the_same_level_twice() -> None:
    """A heading seen before under another returns to that depth."""
    body = "Something is said here about the matter at some length.\n\n"
    reading = paper(
        f"Start.\n\nSafeguarding\n\nOverall effect\n\n{body}Capacity\n\n{body}"
        f"Care\n\nOverall effect\n\n{body}Capacity\n\n{body}"
    )
    clauses = outline(reading)
    levels = {said(reading, clause): clause.level for clause in clauses if clause.kind == "heading"}
    assert levels["Safeguarding"] == levels["Care"] < levels["Capacity"]


def test_the_same_reading_gives_the_same_outline() -> None:
    """Ids and all: answers given yesterday still point at their clauses."""
    assert outline(paper(NOTICE)) == outline(paper(NOTICE))


def test_an_empty_reading_has_no_clauses() -> None:
    """Nothing is made of nothing."""
    assert outline(paper("\n\n")) == ()


def test_a_stray_note_before_a_list_does_not_lead_it() -> None:
    """ "(Item 7)" binds nobody; a sentence left open does."""
    reading = paper("Report\n\n(Item 7)\n\n1) The Leader spoke first of all.\n\n2) Others did.\n")
    assert find(reading, outline(reading), "The Leader").lead_in is None
    reading = paper("The council should make sure that\n\n- plans are read\n- visits are made\n")
    assert find(reading, outline(reading), "plans are").lead_in == "c1"
