"""Invented papers of one matter, one after the other: a report, a notice, a plan, and progress.

Fernshire was inspected, had a notice, made a plan and reports on it; a second report comes
after the meeting of most tests. Kelder has a report alone.
"""

from __future__ import annotations

import atexit
import shutil
import tempfile
from functools import cache
from pathlib import Path

from ingest.corpus import Corpus
from tests.corpora import KELDER_2023, fill, write
from tests.fakes import BagOfWords

MEETING = "2020-01-16"

REPORT = """Fernshire County Council
Inspection of children's social care services

Inspection dates: 4 March 2019 to 15 March 2019
Lead inspector: Imogen Castleford, Her Majesty's Inspector

Judgement\tGrade
The impact of leaders on social work practice with children and families\tInadequate
The experiences and progress of children who need help and protection\tInadequate
The experiences and progress of children in care\tRequires improvement to be good
Overall effectiveness\tInadequate

What needs to improve

- The speed with which chronologies are brought up to date by social workers.
- The number of return interviews that are held within three days of a missing child's return.
- The matching of foster carers to sibling groups.
- The lagging of water pipes at the residential home.

Published by Ofsted on 29 April 2019
"""

NOTICE = """IMPROVEMENT NOTICE

To: Fernshire County Council ("the Council")
Issued by: the Department for Education, on behalf of the Secretary of State

These measures are needed under this notice:

The Council must show better outcomes by:

Casework

- Ensuring that chronologies are brought up to date by social workers within five days.
- Increasing the percentage of return interviews held within three days from the 2018-19 \
baseline of 41% to:
  - 60% by March 2020 (in-month figure)
  - 75% by October 2020 (cumulative figure for the year)
- Recruiting an advocate for parents with learning disabilities.

Within one month of the date of this notice, the Council must send the Department its \
recruitment strategy.

Formal reviews will take place after six and twelve months of the date of this notice.

Failure to comply with this Improvement Notice may lead to:

The Secretary of State using powers of intervention to direct the Council.

Date: 31 August 2019
"""

PLAN = """Fernshire County Council

Children's Services Improvement Plan

30 September 2019

Ref\tAction\tOwner\tBy when
IP1.1\tBring chronologies up to date and keep them so, social workers being given a morning a \
week\tHead of Safeguarding\t30 November 2019
IP1.2\tHold return interviews within three days of a missing child's return\tHead of Early Help\t\
31 March 2020
IP2.1\tMatch foster carers to sibling groups before the school holidays\tHead of Placements\t\
30 June 2020
"""

PROGRESS = """Fernshire County Council

Report to the Scrutiny Committee, 12 December 2019

Progress against the improvement plan

Purpose of the report

1. To tell members what was done.

What was done

2. Chronologies have been brought up to date by social workers in 83% of cases.

3. In October, 52% of return interviews were held within three days of a missing child's return.

4. A new boiler has been bought for the town hall.
"""

RIVAL = """Fernshire County Council

Report to the Corporate Parenting Committee, 19 December 2019

Performance figures

Purpose of the report

1. To give members the figures.

Figures

2. In October, 47% of return interviews were held within three days of a missing child's return.
"""

LATER = (
    REPORT.replace("4 March 2019 to 15 March 2019", "8 June 2020 to 19 June 2020")
    .replace("29 April 2019", "27 July 2020")
    .replace("Inadequate", "Good")
)

PAPERS = {
    "fernshire-report-2019.txt": REPORT,
    "fernshire-notice.txt": NOTICE,
    "fernshire-plan.txt": PLAN,
    "fernshire-progress.txt": PROGRESS,
    "fernshire-panel.txt": RIVAL,
    "fernshire-report-2020.txt": LATER,
    "kelder-2023.txt": KELDER_2023,
}


@cache
def traced_home() -> Path:
    """The folder of a corpus of these papers; nobody may write to it."""
    folder = Path(tempfile.mkdtemp(prefix="notices-traced-"))
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    fill(folder / "home", write(folder / "papers", PAPERS))
    return folder / "home"


@cache
def traced() -> Corpus:
    """That corpus, open for reading."""
    corpus = Corpus.open(traced_home(), BagOfWords())
    atexit.register(corpus.close)
    return corpus
