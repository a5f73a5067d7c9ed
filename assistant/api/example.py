"""An answer as the API's description shows it. Council and document are invented."""

from __future__ import annotations

from typing import Any

EXAMPLE: dict[str, Any] = {
    "id": "7d0f3c1e5a9b4c62a1f08e6b2d947c35",
    "question": "How often must Kelder's Improvement Board meet?",
    "status": "answered",
    "text": "**every six weeks** – Kelder, improvement notice: “The Board will meet every six "
    "weeks.” [1]",
    "statements": [
        {
            "text": "**every six weeks** – Kelder, improvement notice: “The Board will meet every "
            "six weeks.”",
            "citations": [1],
        }
    ],
    "citations": [
        {
            "number": 1,
            "quote": "The Board will meet every six weeks.",
            "prefix": "The Improvement Board\n\n4. ",
            "suffix": "\n\n5. The Board will report",
            "document": {
                "id": "a21403300ab74fe9",
                "title": "Improvement Notice to Kelder Borough Council",
                "kind": "improvement_notice",
                "councils": ["Kelder"],
                "publisher": "Department for Education",
                "issued": "2023-05-04",
                "source": "kelder/notice.pdf",
                "sha256": "a21403300ab74fe9" * 4,
                "part_of": None,
            },
            "page": 2,
            "clause": "The Improvement Board, paragraph 4",
            "headings": ["The Improvement Board"],
            "start": 622,
            "end": 658,
            "url": "/documents/a21403300ab74fe9?clause=c13&start=622&end=658",
            "clause_id": "c13",
            "ocr_confidence": None,
        }
    ],
    "options": [],
    "nearest": [],
    "scope": {
        "councils": ["Kelder"],
        "kinds": [],
        "from": None,
        "to": None,
        "because": "the question names Kelder",
    },
    "corpus": {"version": "6ce6d7f3-7", "documents": 7},
    "mode": "quoting",
    "decision": {"confidence": 0.94, "reasons": ["the frequency that is asked for stands there"]},
    "timings_ms": {"understand": 1.2, "retrieve": 9.8, "answer": 3.1, "total": 14.1},
    "conversation_id": "c3f0a1b2",
    "read_as": None,
    "model": None,
}
