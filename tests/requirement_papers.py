"""Invented papers that oblige somebody, and their rows: what the tests of the register share."""

from __future__ import annotations

from functools import cache

from ingest.documents import Requirement
from ingest.preparing import prepare
from ingest.requirements import find_requirements

NOTICE = """IMPROVEMENT NOTICE

To: Fernshire County Council ("the Council")
Issued by: the Department for Education, on behalf of the Secretary of State

This notice is issued because of poor work in:

Children's social care

These measures are needed under this notice:

The Council must work with its partners to take action to:

- (i) mend the faults that inspectors found; and
- (ii) keep up what has been mended.

In respect of (i) above the Council must show better outcomes by:

Casework

- Ensuring that each chronology is brought up to date monthly and that all visits are written up. \
The share of chronologies to be sampled should be approved by the Improvement Board. A report of \
the sampling should be sent to the Improvement Board and the Council must consider \
what the Board says.
- Writing a supervision framework for team managers. The framework should include group sessions, \
and a log of decisions.
- Ensuring that all pathway plans include the following:
  - 1. A map of who matters
  - 2. Money matters
  - 3. Where to live
- Increasing the percentage of return interviews held in time from the 2018-19 baseline of 41% to:
  - 60% by March 2020 (in-month figure)
  - 75% by October 2020 (cumulative figure for the year)
- Putting in place a forum for carers once the necessary staff have been appointed.

We expect the Council to set up an Improvement Board with an independent chair, \
which we expect will meet every five weeks. An official of the Department for Education \
will attend to observe. The Improvement Plan should be developed with all partners and should be \
approved by the Board at its second meeting.

Within one month of the date of this notice, the Council must send the Department its plan.

How improvement will be assessed:

The Chair should provide a first report to the Minister, followed by progress reports every four \
months. Formal reviews will take place six and twelve months after the date of this notice. \
Reviews may result in further action by the Department.

Failure to comply with this Improvement Notice may lead to:

The Secretary of State using powers of intervention to direct the Council.

Date: 31 August 2019
"""

REPORT = """Kelder Borough Council
Inspection of children's social care services

Inspection dates: 4 June 2018 to 15 June 2018
Lead inspector: Imogen Castleford, Her Majesty's Inspector

Judgement\tGrade
The impact of leaders on social work practice with children and families\tGood
Overall effectiveness\tGood

The service has come far since the last visit.

What needs to improve

- The time that children wait for a mentor.
- The recording of family time.

The impact of leaders on social work practice with children and families: good

1. Leaders know the service well.

2. Staff are proud to work here.

Published by Ofsted on 20 July 2018
"""

EARLY_REPORT = """Fernshire County Council
Inspection of safeguarding and looked after children services

Inspection dates: 5 March 2012 to 16 March 2012
Reporting inspector: Tobias Renwick

Areas for improvement

1. In order to improve the quality of provision, the local authority and its partners should \
take the following action.

Immediately:

- Fernshire Council to ensure that every referral is read on the day
- Fernshire Council and Fernshire Constabulary to review joint interviews

Within three months:

- Fernshire safeguarding children board to ensure that an audit of thresholds is done
- NHS Fernshire and Marrowby Hospital Trust should appoint a designated nurse

Published by Ofsted on 30 November 2012
"""

MINUTES = """Kelder Borough Council

Minutes of the Children's Scrutiny Committee held on 16 May 2024

Present: Cllr A, Cllr B

12. Home to school transport

Members heard that routes were late.

RESOLVED that the Cabinet Member writes to each family by 7 June 2024.

13. The notice

Resolved:

(a) that the Committee receives a report on the notice at every meeting; and

(b) that the Director provides a note on agency staff by 30 June 2024.
"""

PAPER = """Kelder Borough Council

Report to the Scrutiny Committee, 11 July 2024

Progress against the notice

Purpose of the report

1. To tell members what was done.

Recommendations

2. The Committee is asked to:

(a) note the progress made; and

(b) ask the Cabinet to say by 30 September 2024 how the work will be paid for.
"""

PLAN = """Ref,Area,Action,Owner,By when,Progress
1.1,Plans,Rewrite the plan template with young people,Principal Social Worker,31 August 2024,Begun
1.2,Plans,Audit twelve case files a month,Head of Quality,Ongoing,Done
2.1,Workforce,Agree the workforce strategy,,May 2024,Late
"""


@cache
def rows(name: str, text: str, kind: str = "", issued: str = "") -> tuple[Requirement, ...]:
    """The rows of a paper, read as ingestion reads it; every word checked against its text."""
    told = {key: value for key, value in (("kind", kind), ("issued", issued)) if value}
    document = prepare(name, text.encode(), told)[0].document
    found = find_requirements(document)
    for row in found:
        words = [row.quote, *row.items]
        words += [one for one in (row.lead_in, row.deadline.words) if one is not None]
        for one in words:
            assert one.text == " […] ".join(span.cut(document.text) for span in one.spans) != ""
    return found


def row(found: tuple[Requirement, ...], begins: str) -> Requirement:
    """The one row whose words begin so."""
    (only,) = [each for each in found if each.quote.text.startswith(begins)]
    return only
