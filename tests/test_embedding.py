"""The embedder finds its model, checks it, and gives sentence-transformers' own vectors."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
from importlib.util import find_spec
from pathlib import Path

import numpy as np
import pytest

from ingest.embedding import DEFAULT, EmbeddingError, embedder
from ingest.encoder import can_encode

TEXTS = [
    "Kelder must visit every child within five working days.",
    "kelder MUST visit every child — within five (5) working-days!",
    "",
    "   ",
    "£1.2m; 62% → 70% by 2011-06; naïve café’s “quoted” • bullet",
    "x",
    "ﬁnal ofﬁce waﬄe",
    "日本語のテキスト Привет мир 👩‍👧",
    "antidisestablishmentarianism " * 30,
    " ".join(f"word{n}" for n in range(900)),
    "improvement notice | Fernshire | 2031 | Social work\nReviews happen every six weeks",
]


def test_unknown_models_say_what_to_do() -> None:
    """Neither a package nor a folder."""
    with pytest.raises(EmbeddingError, match="NOTICES_EMBEDDING"):
        embedder("no-such-model-package")


def test_a_folder_without_weights_is_incomplete(tmp_path: Path) -> None:
    """The message names the folder."""
    with pytest.raises(EmbeddingError, match="no weights"):
        embedder(str(tmp_path))


def test_the_name_holds_the_weights_hash() -> None:
    """So that a corpus notices another model."""
    assert embedder().name == f"{DEFAULT}@53aa51172d142c89"
    assert embedder("").name == embedder(DEFAULT).name


def test_a_folder_of_the_same_weights_gives_the_same_vectors(tmp_path: Path) -> None:
    """A model may be given by its place; its name then is its folder's."""
    folder = tmp_path / "copy"
    shutil.copytree(_model_folder(), folder)
    by_place = embedder(str(folder))
    assert by_place.name == "copy@53aa51172d142c89"
    assert np.array_equal(by_place.embed_query("plans"), embedder().embed_query("plans"))


def test_changed_weights_are_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A package's weights are the ones that were tested, or they are not used."""
    package = tmp_path / DEFAULT.replace("-", "_")
    (package / "model").mkdir(parents=True)
    (package / "__init__.py").touch()
    (package / "model" / "modules.json").write_text("[]", encoding="utf-8")
    (package / "model" / "model.safetensors").write_bytes(b"other weights")
    monkeypatch.syspath_prepend(str(tmp_path))
    with pytest.raises(EmbeddingError, match="force-reinstall"):
        embedder()


def test_only_known_architectures_are_computed_here(tmp_path: Path) -> None:
    """Anything else goes through sentence-transformers."""
    folder = tmp_path / "copy"
    shutil.copytree(_model_folder(), folder)
    assert can_encode(folder)
    config = folder / "1_Pooling" / "config.json"
    pooling = json.loads(config.read_text("utf-8"))
    config.write_text(json.dumps(pooling | {"pooling_mode_mean_tokens": False}), "utf-8")
    assert not can_encode(folder)


def test_vectors_do_not_depend_on_their_company() -> None:
    """A text gives the same vector alone, in a batch, and as a question."""
    model = embedder()
    together = model.embed_passages(TEXTS * 3)
    assert together.dtype == np.float32
    assert np.allclose(np.linalg.norm(together, axis=1), 1, atol=1e-5)
    for text, vector in zip(TEXTS * 3, together, strict=True):
        assert np.allclose(model.embed_query(text), vector, atol=1e-5)
    assert model.embed_passages([]).shape == (0, model.dimension)


_REFERENCE = """
import sys, json, numpy as np
from sentence_transformers import SentenceTransformer
model = SentenceTransformer(sys.argv[1], device="cpu")
np.save(sys.argv[2], model.encode(json.loads(sys.stdin.read()), normalize_embeddings=True))
"""


@pytest.mark.slow
def test_vectors_are_those_of_sentence_transformers(tmp_path: Path) -> None:
    """To within 1e-5 in each of the 384 numbers, on strings of every sort."""

    place = tmp_path / "reference.npy"
    subprocess.run(
        [sys.executable, "-W", "ignore", "-c", _REFERENCE, str(_model_folder()), str(place)],
        input=json.dumps(TEXTS),
        text=True,
        check=True,
        env={"HF_HUB_OFFLINE": "1", "TRANSFORMERS_OFFLINE": "1"},
        capture_output=True,
    )
    assert np.abs(np.load(place) - embedder().embed_passages(TEXTS)).max() < 1e-5


@pytest.mark.slow
def test_other_folders_go_through_sentence_transformers(tmp_path: Path) -> None:
    """With what the folder says of pooling, and vectors brought to unit length."""
    folder = tmp_path / "copy"
    shutil.copytree(_model_folder(), folder)
    config = folder / "1_Pooling" / "config.json"
    pooling = json.loads(config.read_text("utf-8"))
    pooling |= {"pooling_mode_mean_tokens": False, "pooling_mode_cls_token": True}
    config.write_text(json.dumps(pooling), "utf-8")
    model = embedder(str(folder))
    (vector,) = model.embed_passages(["plans for children"])
    assert model.dimension == 384
    assert np.linalg.norm(vector) == pytest.approx(1, abs=1e-5)
    assert np.allclose(vector, model.embed_query("plans for children"), atol=1e-5)


def _model_folder() -> Path:
    spec = find_spec(DEFAULT.replace("-", "_"))
    assert spec is not None
    assert spec.submodule_search_locations
    return Path(spec.submodule_search_locations[0]) / "model"
