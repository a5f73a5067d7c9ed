"""What a document is, read from its own words."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ingest.councils import councils
from ingest.describing import describe
from ingest.documents import Description
from tests.paper import paper

# Councils that exist are taken from the gazetteer's data: no rule is for one of them.
_FIRST, _SECOND, _THIRD = sorted((c.name for c in councils() if c.name.isalpha()), key=len)[-3:]

_NOTICE = """Improvement Notice

To: Name FERNSHIRE COUNTY COUNCIL ("the Council")

This Improvement Notice is being issued because of what was seen in:

Help for children, by an inspection (published June 2011). Kelder did better.

The Secretary of State will review progress in March 2012.

Signed:

Date: {date}"""

_REPORT = """Inspection of Fernshire local authority children's services
Inspection dates: 7 February to 4 March 2022
Lead inspector: Ada Brook, His Majesty's Inspector
Judgement\tGrade
Overall effectiveness\tGood
Ofsted found that children in Fernshire are safe."""


def _described(text: str, source: str = "folder/paper.txt") -> Description:
    return describe(paper(text), (), source)


def test_a_notice_is_to_the_council_that_it_addresses() -> None:
    """Kind, title, council and publisher come from the notice's own head."""
    notice = _described(_NOTICE.format(date="12 July 2011"))
    assert (notice.kind, notice.councils) == ("improvement_notice", ("Fernshire",))
    assert notice.title == "Improvement Notice to Fernshire County Council"
    assert notice.publisher == "Department for Education"


@pytest.mark.parametrize(
    ("written", "iso", "how"),
    [
        ("12 July 2011", "2011-07-12", "stated"),
        ("12.7.11", "2011-07-12", "stated"),
        ("12 . 7 . 11", "2011-07-12", "hand"),
        ("12. vii - 1]", "2011-07-12", "hand"),
    ],
)
def test_a_notice_is_dated_by_its_signature_field(written: str, iso: str, how: str) -> None:
    """Typed or scanned by hand; dates in its text are not its own."""
    issued = _described(_NOTICE.format(date=written)).issued
    assert issued is not None
    assert (issued.iso, issued.how, issued.precision) == (iso, how, "day")


def test_a_blank_date_stays_unknown() -> None:
    """Neither the text's other dates nor today's stand in for it."""
    assert _described(_NOTICE.format(date="")).issued is None
    assert _described(_NOTICE.format(date="").replace("Date:", "**Date:**")).issued is None


def test_a_file_name_dates_what_does_not_date_itself() -> None:
    """A day, or a month, and the description says where it is from."""
    by_day = _described(_REPORT, "reports/fernshire_2022-04-19.pdf").issued
    by_month = _described(_REPORT, "reports/fernshire-apr-22.pdf").issued
    assert by_day is not None and (by_day.iso, by_day.how) == ("2022-04-19", "file name")
    assert by_month is not None and (by_month.iso, by_month.precision) == ("2022-04", "month")


def test_a_stated_date_is_believed_before_the_file_name() -> None:
    """ "Report published" is the document's own word; an earlier part's date is not."""
    text = _REPORT.replace("Lead", "Report published: 10/08/2022\nLead")
    issued = _described(text, "fernshire_2022-08-12.pdf").issued
    assert issued is not None and issued.iso == "2022-08-10"
    earlier = _REPORT + "\nThis part was originally published on 11 February 2022."
    assert _described(earlier).issued is None


def test_an_inspection_report_knows_its_council_and_its_days() -> None:
    """The range shares its year; Ofsted publishes it."""
    report = _described(_REPORT)
    assert (report.kind, report.councils) == ("inspection_report", ("Fernshire",))
    assert report.inspected == ("2022-02-07", "2022-03-04")
    assert report.publisher == "Ofsted"


def test_a_letter_about_a_visit_is_an_inspection_report_of_its_day() -> None:
    """Its own date heads it; the visit's days stand in its first sentence."""
    text = (
        "14 May 2019\n\nDear Ms Oak\n\nMonitoring visit of Fernshire County Council\n\n"
        "This letter summarises the findings of the monitoring visit to Fernshire County "
        "Council on 9 and 10 April 2019. Ofsted made the visit."
    )
    visit = _described(text)
    assert (visit.kind, visit.councils) == ("inspection_report", ("Fernshire",))
    assert visit.inspected == ("2019-04-09", "2019-04-10")
    assert visit.issued is not None and visit.issued.iso == "2019-05-14"


def test_a_missing_page_saved_as_a_report_is_nothing_but_that() -> None:
    """No council, no date and no inspection is taken from its file name."""
    text = "Skip to main content\nReport not found\nSorry, this document no longer exists."
    page = _described(text, "fernshire-2012-10-19.pdf")
    assert page == Description(kind="other", title="Report not found")


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("Dear Colleague\n\nThis bulletin tells you of the audits in Kelder.", "bulletin"),
        (
            "From: Ann Oak, Director\nTo: Cabinet – 3 May 2023\nSubject: Homes\n\nSummary:\nText.",
            "committee_report",
        ),
        (
            "Report to the People Overview Committee\n\nTitle: Homes\n\nReport of: the Director",
            "committee_report",
        ),
        ("MINUTES of a meeting of the Cabinet held on 3 May 2023.\n\nPRESENT: Cllr Oak", "minutes"),
        ("AGENDA\n\nCabinet\n3 May 2023\n\n1. Apologies\n2. Homes (Pages 1 - 4)", "agenda"),
        (
            "Threshold of Needs\n\nThe four levels of need, and who helps at each.",
            "thresholds_guidance",
        ),
        (
            "Moving on\nStatutory guidance for schools\nMay 2020\nWho is this guidance for?",
            "statutory_guidance",
        ),
        ("Safeguarding Improvement Plan\n\nAction\tLead\tTimescale", "improvement_plan"),
        ("Adoption Scorecard\n\n1. The scorecards show how long children wait.", "scorecard"),
        ("Homes Order\nStatutory Instruments\n2020 No. 12\nLaid before Parliament", "legislation"),
        ("Notes from a visit to the seaside.", "other"),
    ],
)
def test_kinds_are_told_by_what_papers_say_of_themselves(text: str, kind: str) -> None:
    """One invented head for each kind."""
    assert _described(text).kind == kind


def test_a_paper_that_compares_councils_is_of_the_council_that_wrote_it() -> None:
    """Those in its table are mentions."""
    text = (
        "Fernshire County Council\n\nChildren's Committee 3 May 2012\n\nAdoption times\n\n"
        "Purpose of report\n\n1. This report shows how Fernshire County Council compares.\n\n"
        f"{_FIRST} 611 days\n{_SECOND} 640 days\n{_THIRD} 720 days\n"
    )
    described = _described(text)
    assert (described.councils, described.title) == (("Fernshire",), "Adoption times")
    assert _FIRST in described.mentions


def test_a_list_of_partners_in_a_title_makes_none_of_them_the_subject() -> None:
    """Three councils named side by side are partners."""
    described = _described(f"A toolbox by {_FIRST}, {_SECOND} and {_THIRD}\n\nFor everybody.")
    assert described.councils == ()


def test_guidance_for_the_country_has_no_council() -> None:
    """Even where it tells of one council's practice."""
    text = (
        "Moving on\nStatutory guidance for local authorities\nMay 2020\n\n"
        f"In {_FIRST}, a team of advisers tried this."
    )
    described = _described(text)
    assert (described.councils, described.mentions) == ((), (_FIRST,))
    assert described.issued is not None and described.issued.iso == "2020-05"


def test_guidance_names_what_it_replaces() -> None:
    """In its own words."""
    text = (
        "Moving on\nStatutory guidance for local authorities\nMay 2020\n\n"
        "This guidance replaces Moving on (2014). It applies now."
    )
    assert _described(text).replaces == "Moving on (2014)"


def test_a_partnerships_paper_is_the_councils_and_the_partnership_publishes_it() -> None:
    """The board's name holds the council's."""
    text = (
        "Threshold of Needs\nUpdated March 2019\n\n"
        + f"{_FIRST} Safeguarding Children Partnership tells who helps in {_FIRST} at each level. "
        * 4
    )
    described = _described(text)
    assert described.councils == (_FIRST,)
    assert described.publisher == f"{_FIRST} Safeguarding Children Partnership"
    assert described.issued is not None and described.issued.iso == "2019-03"


def test_a_part_of_a_pack_is_its_councils_paper_of_its_date() -> None:
    """What the part does not say of itself it has from the pack, as inferred."""
    pack = describe(
        paper(
            "AGENDA\n\nMeeting: Care Committee\nDate: 3 May 2012\n\nFernshire County Council"
            "\n\n1. Apologies\n2. Homes (Pages 1 - 4)"
        ),
        (),
        "pack.txt",
    )
    part = describe(
        paper("Homes\n\nReading and Bury did well."), (), "pack.txt", within=pack, title="Homes"
    )
    assert (part.councils, part.kind, part.title) == (("Fernshire",), "committee_report", "Homes")
    assert part.issued is not None
    assert (part.issued.iso, part.issued.how, part.issued.span) == ("2012-05-03", "inferred", None)
    assert pack.title == "Agenda: Care Committee, 3 May 2012"


@given(st.text(max_size=300))
def test_any_text_is_described_without_error(text: str) -> None:
    """Whatever it says, the issue date's span is inside it."""
    issued = _described(text, "x.txt").issued
    if issued is not None and issued.span is not None:
        assert 0 <= issued.span.start < issued.span.end <= len(text) + 1


def test_empty_text_is_described_without_error() -> None:
    """Nothing is known, and nothing is made up."""
    described = _described("", "x.txt")
    assert (described.kind, described.councils, described.issued) == ("other", (), None)


def test_a_title_is_fit_to_be_shown() -> None:
    """Capitals are set as the text sets its words; a colon at the end goes."""
    body = "The plan for the lamps of Fernshire is here. " * 3
    assert _described(f"A PLAN FOR THE LAMPS OF FERNSHIRE\n\n{body}").title == (
        "A plan for the lamps of Fernshire"
    )
    assert _described(f"What the lamps are for:\n\n{body}").title == "What the lamps are for"


def test_a_part_that_its_pack_names_by_its_letterhead_goes_by_its_subject() -> None:
    """A council's name is no title, in whichever place it is offered as one."""
    pack = Description("agenda", "Agenda", ("Kelder",))
    paper_of = paper("Kelder Borough Council\nLamps of the quay\n\nThey are to be lit at dusk.\n")
    part = describe(paper_of, (), "pack.pdf", within=pack, title="Kelder Borough Council")
    assert part.title == "Lamps of the quay"
