"""One HTML file with everything: figures, plots, and every answer, the wrong ones first."""

from __future__ import annotations

import json
from collections.abc import Sequence
from html import escape
from pathlib import Path

from eval import plots
from eval import summary as figures
from eval.comparing import Difference
from eval.faults import STAGES
from eval.runner import Result, write_jsonl
from eval.summary import MEASURES, Group, Summary
from eval.tables import figure

STYLE = """
:root{color-scheme:light dark;--ink:#1b1f24;--paper:#fff;--soft:#f3f4f6;--line:#c9ced6;
--good:#1a6b3c;--bad:#a3261b;--blue:#1f5fa8}
@media(prefers-color-scheme:dark){:root{--ink:#e7eaee;--paper:#14171b;--soft:#20252b;
--line:#424a54;--good:#6fd49a;--bad:#ff9d93;--blue:#8bbcf2}}
body{font:16px/1.5 system-ui,sans-serif;color:var(--ink);background:var(--paper);
max-width:72rem;margin:2rem auto;padding:0 1rem}
table{border-collapse:collapse;margin:1rem 0;font-variant-numeric:tabular-nums}
th,td{border-bottom:1px solid var(--line);padding:.3rem .7rem;text-align:left;vertical-align:top}
.scroll{overflow-x:auto}.plots{display:flex;flex-wrap:wrap;gap:2rem}figure{margin:0}
svg{max-width:100%;height:auto}svg text{fill:var(--ink);font-size:12px}
.bar{fill:var(--blue)}.track{fill:var(--soft)}.axis,.whisker{stroke:var(--ink);stroke-width:1.2}
polyline{fill:none;stroke:var(--blue);stroke-width:2}circle{fill:var(--blue);opacity:.8}
details{border-left:4px solid var(--good);background:var(--soft);margin:.5rem 0;padding:.4rem 1rem}
details.wrong{border-color:var(--bad)}summary{cursor:pointer}
blockquote{margin:.3rem 0;padding-left:1rem;border-left:2px solid var(--line);white-space:pre-wrap}
.text{white-space:pre-wrap}.why{color:var(--bad)}
"""


def write(
    results: Sequence[Result],
    summary: Summary,
    folder: Path,
    title: str,
    difference: Difference | None = None,
) -> Path:
    """Write ``answers.jsonl``, ``summary.json`` and ``report.html``; gives the HTML's path."""
    folder.mkdir(parents=True, exist_ok=True)
    write_jsonl(results, folder / "answers.jsonl")
    (folder / "summary.json").write_text(
        json.dumps(figures.as_json(summary), indent=1) + "\n", encoding="utf-8"
    )
    path = folder / "report.html"
    path.write_text(page(results, summary, title, difference), encoding="utf-8")
    return path


def page(
    results: Sequence[Result], summary: Summary, title: str, difference: Difference | None = None
) -> str:
    """The report as one self-contained HTML document."""
    wrong = sorted((r for r in results if r.fault), key=_by_stage)
    right = [r for r in results if not r.fault]
    return (
        f'<!doctype html><html lang="en"><meta charset="utf-8">'
        f'<meta name="viewport" content="width=device-width"><title>{escape(title)}</title>'
        f"<style>{STYLE}</style><h1>{escape(title)}</h1>"
        f"<p>{len(results)} questions, {len(right)} right, {len(wrong)} wrong.</p>"
        f"{_plots(summary)}{_difference(difference)}{_figures(summary)}"
        f"<h2>Wrong answers ({len(wrong)})</h2>{''.join(map(_answer, wrong))}"
        f"<h2>Right answers ({len(right)})</h2>{''.join(map(_answer, right))}</html>"
    )


def _by_stage(result: Result) -> tuple[int, str]:
    assert result.fault is not None
    return STAGES.index(result.fault.stage), result.case.key


def _plots(summary: Summary) -> str:
    by = {"set": "Accuracy by set", "kind": "Accuracy by kind", "persona": "Accuracy by persona"}
    drawn = []
    for name, title in by.items():
        rows = [
            (f"{group.name} ({group.count})", estimate)
            for group in summary.groups
            if group.by == name and (estimate := group.figures["accuracy"])
        ]
        if rows:
            drawn.append(plots.bars(title, rows))
    if summary.trust:
        drawn.append(plots.risk_coverage(summary.trust.curve))
        drawn.append(plots.calibration(summary.trust.bins))
    return f'<div class="plots">{"".join(drawn)}</div>'


def _difference(difference: Difference | None) -> str:
    if difference is None:
        return ""
    rows = [
        (
            each.label,
            f"{each.change.mean:+.3f}",
            f"{each.change.low:+.3f} to {each.change.high:+.3f}",
            "worse" if each.worse else "better" if each.better else "no real change",
        )
        for each in difference.comparisons
    ]
    turned = (
        f"<p>Lost: {escape(', '.join(difference.lost) or 'none')}. "
        f"Won: {escape(', '.join(difference.won) or 'none')}.</p>"
    )
    return "<h2>Against the baseline</h2>" + _table(("measure", "change", "95%", ""), rows) + turned


def _figures(summary: Summary) -> str:
    wide = [g for g in summary.groups if g.by in ("all", "set", "kind", "persona")]
    heads = ("measure", *(f"{g.name} ({g.count})" for g in wide))
    rows = [
        (each.label, *(figure(g.figures[each.name]) for g in wide))
        for each in MEASURES
        if any(g.figures[each.name] for g in wide)
    ]
    rows += [(f"fault: {stage}", *(str(g.faults[stage]) for g in wide)) for stage in STAGES]
    latency = [
        (stage, f"{each.median:.1f}", f"{each.high:.1f}", f"{each.longest:.1f}")
        for stage, each in summary.latency.items()
    ]
    return (
        f"<h2>Measures</h2>{_table(heads, rows)}"
        f"<h2>Latency by stage, ms</h2>{_table(('stage', 'median', 'p95', 'longest'), latency)}"
        f"<h2>By gold document</h2>{_documents(summary)}"
    )


def _documents(summary: Summary) -> str:
    groups: list[Group] = [g for g in summary.groups if g.by == "document"]
    rows = [
        (
            group.name,
            str(group.count),
            *(
                figure(group.figures[name])
                for name in ("accuracy", "citation_recall", "citation_precision")
            ),
        )
        for group in groups
    ]
    heads = ("document", "questions", "accuracy", "citation recall", "citation precision")
    return _table(heads, rows)


def _answer(result: Result) -> str:
    case, answer = result.case, result.answer
    fault = f"{result.fault.stage}: {result.fault.because}" if result.fault else "right"
    reasons = "".join(f"<li>{escape(reason)}</li>" for reason in result.score.reasons)
    gold = "".join(_quote(each.doc, each.quote) for each in case.evidence)
    cited = "".join(
        _quote(f"[{c['number']}] {c['document']['source']}, {c['clause']}", c["quote"])
        for c in answer["citations"]
    )
    found = "".join(_quote(each.source, each.quote[:400]) for each in result.retrieved.found[:5])
    kind = "wrong" if result.fault else "right"
    state = (
        f"{answer['status']}, scope: {answer['scope']['councils']}, confidence: {result.confidence}"
    )
    return (
        f'<details class="{kind}"><summary><b>{escape(case.id)}</b> {escape(case.question)} '
        f"<small>({escape(case.kind)}; {escape(fault)})</small></summary>"
        f'<ul class="why">{reasons}</ul><h4>Answer ({escape(state)})</h4>'
        f'<div class="text">{escape(str(answer["text"]))}</div>{cited}'
        f"<h4>Gold</h4><p>{escape(case.gold_answer)}</p>{gold}"
        f"<p><small>{escape(case.note)}</small></p>"
        f"<h4>Retrieved first</h4>{found}</details>"
    )


def _quote(head: str, quote: str) -> str:
    return f"<blockquote><small>{escape(head)}</small>\n{escape(quote)}</blockquote>"


def _table(heads: Sequence[str], rows: Sequence[Sequence[str]]) -> str:
    head = "".join(f'<th scope="col">{escape(each)}</th>' for each in heads)
    body = "".join(
        "<tr>" + "".join(f"<td>{escape(cell)}</td>" for cell in row) + "</tr>" for row in rows
    )
    table = f"<table><thead><tr>{head}</tr></thead><tbody>{body}</tbody></table>"
    return f'<div class="scroll">{table}</div>'
