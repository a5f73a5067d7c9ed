"""What lies on the desk of whoever writes a briefing: the papers known by a day, and their rows."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field

from assistant.answer.quoting import date_words, make_citation
from assistant.answers import Citation
from assistant.briefing.blocks import Said
from assistant.briefing.words import clipped
from assistant.evidence.library import Library
from assistant.linking.echoes import Echo, echoes, repeats
from assistant.linking.kept import Trace, trace
from assistant.linking.link import Link
from assistant.linking.progress import Reported
from assistant.question.times import YEAR
from assistant.registers.confirmations import Confirmation
from assistant.registers.confirmations import Said as SaidOf
from assistant.registers.filed import Filed, by_day
from ingest.corpus import Corpus, Entry
from ingest.documents import Judgement, RequirementKind, Span

NOTICE_KINDS: tuple[RequirementKind, ...] = (
    "notice_measure",
    "board",
    "reporting",
    "review",
    "consequence",
)
CURRENT = 4  # years after which an inspection since means that a notice or plan has run out
_SURELY = 0.6  # of a link by which what is reported on the one is said of the other
_CHILDREN = re.compile(
    r"\bchild(?:ren)?\b|\byoung\s+pe(?:ople|rson)|\bcare\s+leavers?|\bsafeguard|\bfoster|\badopti(?:on|ve)\s+"
    r"(?:agency|service|panel)|\bcorporate\s+parent|\bfamil(?:y|ies)\b|\byouth\b|\bSEND\b|\bschools?\b|\bofsted\b",
    re.I,
)
_NOTED = re.compile(
    r"\b(?:notes?|noted)\b(?!\s+with\s+concern)|\bminutes\s+of\b|\bmake\s+comment|\bmakes\s+comments|"
    r"\bcorrect\s+record\b|\bwork\s+programme\b|\belected\b",
    re.I,
)


@dataclass
class Desk:
    """One council's papers by the day of a meeting. Documents get their number when first cited."""

    council: str
    meeting: str
    papers: tuple[Entry, ...]  # in order of date; the undated last
    later: tuple[Entry, ...]  # issued after the meeting: known of, not used
    corpus: Corpus
    library: Library
    trace: Trace
    said: SaidOf
    grades: tuple[tuple[str, Judgement], ...]
    _numbers: dict[str, int] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self._entries = {entry.id: entry for entry in self.papers}
        self._links: dict[str, list[Link]] = defaultdict(list)
        self._back: dict[str, list[Link]] = defaultdict(list)
        for link in self.trace.links:
            if not self._rejected(link):
                self._links[link.source.id].append(link)
                if isinstance(link.target, Filed):
                    self._back[link.target.id].append(link)

    # Papers

    def entry(self, document_id: str) -> Entry:
        """A paper by its id."""
        return self._entries[document_id]

    def number(self, document_id: str) -> int:
        """The number under which a document stands among the sources."""
        return self._numbers.setdefault(document_id, len(self._numbers) + 1)

    def numbered(self) -> list[Entry]:
        """The documents that were cited, in the order of their numbers."""
        return [self._entries[id_] for id_ in self._numbers]

    def of_kind(self, *kinds: str) -> list[Entry]:
        """The papers of some kinds, oldest first."""
        return [entry for entry in self.papers if entry.kind in kinds]

    def recent(self, entry: Entry) -> bool:
        """Whether an undated paper names a year near the meeting's; a dated one is as dated."""
        if entry.issued_on:
            return True
        named = years_named(self.library, entry)
        return max(named, default=0) >= int(self.meeting[:4]) - 2

    # Rows

    def rows(self, *kinds: str, entry: Entry | None = None) -> list[Filed]:
        """Rows of some kinds, of one paper or of all, without those that a person rejected."""
        return [
            row
            for row in self.trace.rows
            if row.requirement.kind in kinds
            if entry is None or row.entry.id == entry.id
            if self._belongs(row) and not self._says(row, "rejected")
        ]

    def _belongs(self, row: Filed) -> bool:
        """Whether a row is of the matter: a council's papers resolve and plan much else.

        Where there is an improvement plan, other papers' plans are of other things.
        """
        if row.requirement.kind in (*NOTICE_KINDS, "plan_action") and not self.current(row.entry):
            return False
        if row.requirement.kind == "resolution":
            said = f"{row.entry.title} {row.requirement.topic} {row.words}"
            return bool(_CHILDREN.search(said)) and not _NOTED.search(row.requirement.quote.text)
        if row.requirement.kind != "plan_action" or row.entry.kind == "improvement_plan":
            return True
        return not self.of_kind("improvement_plan")

    def notices(self) -> list[Entry]:
        """The improvement notices that may still be in force, oldest first."""
        return [entry for entry in self.of_kind("improvement_notice") if self.current(entry)]

    def old_notices(self) -> list[Entry]:
        """Notices of years ago, with an inspection since."""
        return [entry for entry in self.of_kind("improvement_notice") if not self.current(entry)]

    def current(self, entry: Entry) -> bool:
        """Whether what a paper asks for may still stand: it is of these years, or the last word."""
        issued = entry.issued_on or str(max(years_named(self.library, entry), default=""))
        if not issued or int(self.meeting[:4]) - int(issued[:4]) <= CURRENT:
            return True
        return not any((each.issued_on or "") > issued for each in self.reports())

    def reports(self) -> list[Entry]:
        """The inspection reports, oldest first."""
        return self.of_kind("inspection_report")

    def partners(self, row: Filed, kind: str) -> list[Link]:
        """Links from a row to "measure", "action" or "progress", the surest first."""
        found = [e for e in self._links[row.id] if e.stage.endswith(f">{kind}")]
        return sorted(found, key=lambda link: -link.confidence)

    def progress(self, row: Filed) -> list[Link]:
        """What papers report on a row: itself, what it led to, and what it surely answers."""
        found = [(each.confidence, each) for each in self.partners(row, "progress")]
        for link in self._back[row.id]:
            if link.confidence >= _SURELY:
                found.extend(self._through(link, link.source))
        for kind in ("action", "measure"):
            for link in self.partners(row, kind):
                if isinstance(link.target, Filed) and link.target.id != row.id:
                    found.extend(self._through(link, link.target))
        found.sort(key=lambda each: -each[0])
        once = {self._far(link): link for _, link in reversed(found)}
        return list(once.values())[::-1]

    def _through(self, link: Link, other: Filed) -> list[tuple[float, Link]]:
        """What is reported on a row at the other end of a link: no surer than both."""
        return [(link.confidence * e.confidence, e) for e in self.partners(other, "progress")]

    def confirmed(self, row: Filed) -> Confirmation | None:
        """What a person said of a row."""
        return self.said.of(row.stamp)

    def confirmed_link(self, link: Link) -> Confirmation | None:
        """What a person said of a link."""
        return self.said.of(link.stamp)

    def confirmed_deadline(self, row: Filed) -> Confirmation | None:
        """What a person said of a deadline."""
        return self.said.of(row.deadline_stamp)

    def echoes(self, rows: Sequence[Filed], paper: Entry) -> dict[str, Echo]:
        """What another paper says on the like subjects, by the rows' ids."""
        return echoes(self.corpus, rows, paper)

    def asked_twice(self) -> list[tuple[Filed, Filed, float]]:
        """What the last report asks for and the one before asked for too, and how sure that is."""
        reports = [entry for entry in self.reports() if self.rows("recommendation", entry=entry)]
        if len(reports) < 2:
            return []
        last, before = (self.rows("recommendation", entry=each) for each in reports[:-3:-1])
        return repeats(self.corpus, last, before)

    def deadline_rejected(self, row: Filed) -> bool:
        """Whether a person said that the deadline does not hold."""
        known = self.confirmed_deadline(row)
        return known is not None and known.verdict == "rejected"

    # Words

    def cite(self, document_id: str, clause_id: str, span: Span) -> Citation:
        """A citation numbered by its document."""
        number = self.number(document_id)
        return make_citation(self.library, self._entries, document_id, clause_id, span, number)

    def cite_row(self, row: Filed) -> Citation:
        """Where a row stands."""
        return self.cite(row.entry.id, row.requirement.clause_id, row.requirement.quote.span)

    def cite_report(self, report: Reported) -> Citation:
        """Where progress is reported."""
        return self.cite(report.entry.id, report.clause.id, report.span)

    def quoted(self, row: Filed, words: int) -> str:
        """A row's own words in quotation marks, cut at ``words`` words, its printed id first."""
        label = row.requirement.label.strip(" .")
        said = f"“{clipped(row.requirement.quote.text, words)}”"
        return f"{label}: {said}" if label and not label.isdigit() else said

    def report_said(self, link: Link, words: int) -> Said:
        """What a paper reports, quoted, with what is to be known of it."""
        assert isinstance(link.target, Reported)
        report = link.target
        return Said(
            f"“{clipped(report.words, words)}”",
            (self.cite_report(report),),
            note=self.dated_words(report.entry),
        )

    def dated_words(self, entry: Entry) -> str:
        """ "bulletin, undated", "committee report, 31 May 2012"."""
        when = date_words(entry.issued_on) if entry.issued_on else "undated"
        return f"{entry.kind.replace('_', ' ')}, {when}"

    def _rejected(self, link: Link) -> bool:
        known = self.said.of(link.stamp)
        return known is not None and known.verdict == "rejected"

    def _says(self, row: Filed, verdict: str) -> bool:
        known = self.confirmed(row)
        return known is not None and known.verdict == verdict

    @staticmethod
    def _far(link: Link) -> object:
        target = link.target
        return target.id if isinstance(target, Filed) else (target.entry.id, target.span)


def open_desk(corpus: Corpus, council: str, meeting: str, said: SaidOf) -> Desk:
    """The desk of one council on the day of a meeting (ISO)."""
    library = Library(corpus, corpus.embedder)
    own = [e for e in library.entries() if council in e.councils and e.same_as is None]
    used = [e for e in own if _was_out(e, meeting, library)]
    later = [e for e in own if e not in used]
    ids = {entry.id for entry in used}
    return Desk(
        council=council,
        meeting=meeting,
        papers=tuple(sorted(used, key=_when)),
        later=tuple(sorted(later, key=_when)),
        corpus=corpus,
        library=library,
        trace=trace(corpus, council, frozenset(ids)),
        said=said,
        grades=tuple(
            (id_, grade)
            for id_, grade in corpus.judgements()
            if id_ in ids and grade.council == council
        ),
    )


def _was_out(entry: Entry, meeting: str, library: Library) -> bool:
    """Whether a paper was out by the meeting, as far as is known.

    An undated one that names years well after the meeting was not.
    """
    if entry.issued_on:
        return by_day(entry.issued_on, meeting) is not False
    return max(years_named(library, entry), default=0) <= int(meeting[:4]) + 1


def years_named(library: Library, entry: Entry) -> list[int]:
    """The years that a paper names."""
    return [int(year) for year in YEAR.findall(library.document(entry.id).text)]


def _when(entry: Entry) -> tuple[bool, str, str, int]:
    return (entry.issued_on is None, entry.issued_on or "", entry.source, entry.part_number or 0)
