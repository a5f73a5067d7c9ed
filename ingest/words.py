"""The word index: BM25 over passages, stemmed, in the same file as the passages themselves."""

from __future__ import annotations

import json
import re
import sqlite3
from collections.abc import Collection, Sequence

# A passage's own words weigh more than the made words in front of it.
WORDS_WEIGHT = 1.0
PREFIX_WEIGHT = 0.35

# Words that stand in nearly every passage: they cost time and tell nothing. Modal verbs
# and negations are among them; meaning that turns on these is judged from the clause.
_STOPPED = """
    a about above after again against all am an and any are as at be because been before
    being below between both but by can could did do does doing down during each few for from
    further had has have having he her here hers him his how i if in into is it its itself just
    may me might more most must my no nor not of off on once only or other our out over own
    per please s same shall she should so some such t tell than that the their theirs them then
    there these they this those through to too under until up us very was we were what when
    where which while who whom whose why will with within would you your
"""
STOP_WORDS = frozenset(_STOPPED.split())
_TOKEN = re.compile(r"[^\W_]+", re.UNICODE)


def add(at: sqlite3.Connection, document: int) -> None:
    """Index the passages of one document row."""
    at.execute(
        "INSERT INTO word(rowid, words, prefix) "
        "SELECT number, words, prefix FROM passage WHERE document = ?",
        (document,),
    )


def drop(at: sqlite3.Connection, document: int) -> None:
    """Take them out again; the passages must still stand as they were indexed."""
    at.execute(
        "INSERT INTO word(word, rowid, words, prefix) "
        "SELECT 'delete', number, words, prefix FROM passage WHERE document = ?",
        (document,),
    )


def search(
    at: sqlite3.Connection,
    words: Sequence[str],
    documents: Collection[int] | None,
    limit: int,
) -> dict[int, float]:
    """Passage numbers with their BM25 score (higher is better), the best ``limit`` of them.

    ``words`` are OR-ed; one with a space in it is a phrase. ``documents`` are row numbers,
    None for all.
    """
    query = match(words)
    if not query or limit < 1:
        return {}
    if documents is None:
        rows = at.execute(
            "SELECT rowid, -bm25(word, ?, ?) AS score FROM word WHERE word MATCH ? "
            "ORDER BY score DESC, rowid LIMIT ?",
            (WORDS_WEIGHT, PREFIX_WEIGHT, query, limit),
        )
    else:
        rows = at.execute(
            "SELECT word.rowid, -bm25(word, ?, ?) AS score FROM word "
            "CROSS JOIN passage ON passage.number = word.rowid "
            "WHERE word MATCH ? AND passage.document IN (SELECT value FROM json_each(?)) "
            "ORDER BY score DESC, word.rowid LIMIT ?",
            (WORDS_WEIGHT, PREFIX_WEIGHT, query, json.dumps(sorted(documents)), limit),
        )
    return {int(number): float(value) for number, value in rows}


def frequencies(at: sqlite3.Connection, stems: Collection[str]) -> dict[str, int]:
    """In how many passages each Porter stem stands, hidden versions included; 0 when in none."""
    at.execute("CREATE VIRTUAL TABLE IF NOT EXISTS temp.term USING fts5vocab(main, word, row)")
    rows = at.execute(
        "SELECT term, doc FROM temp.term WHERE term IN (SELECT value FROM json_each(?))",
        (json.dumps(sorted(stems)),),
    )
    return dict.fromkeys(stems, 0) | {str(term): int(count) for term, count in rows}


def neighbours(at: sqlite3.Connection, first: str, shortest: int, longest: int) -> dict[str, int]:
    """The stems that begin with a letter and have a length in a range, with their frequency."""
    at.execute("CREATE VIRTUAL TABLE IF NOT EXISTS temp.term USING fts5vocab(main, word, row)")
    rows = at.execute(
        "SELECT term, doc FROM temp.term WHERE term >= ? AND term < ? "
        "AND length(term) BETWEEN ? AND ?",
        (first, first + "\U0010ffff", shortest, longest),
    )
    return {str(term): int(count) for term, count in rows}


def match(words: Sequence[str]) -> str:
    """The FTS5 expression for some words and phrases: each quoted, so that no word commands."""
    terms: dict[str, None] = {}
    for word in words:
        tokens = _TOKEN.findall(word.lower())
        if len(tokens) == 1 and tokens[0] in STOP_WORDS:
            continue
        if tokens and not all(token in STOP_WORDS for token in tokens):
            terms[f'"{" ".join(tokens)}"'] = None
    return " OR ".join(terms)
