"""A BERT sentence encoder on numpy alone: the same weights, without torch's slow start.

Importing torch and sentence-transformers takes longer than answering a question, so
questions are encoded here. The forward pass is the one of the published architecture
(post-norm encoder, exact GELU, mean pooling, unit length); tests hold its vectors equal
to sentence-transformers'. Texts of a batch are laid end to end, so nothing is padded.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TypeAlias

import numpy as np
from numpy.typing import NDArray
from safetensors.numpy import load_file
from tokenizers import Encoding, Tokenizer

Floats: TypeAlias = NDArray[np.float32]

# Abramowitz and Stegun 7.1.26: erf to within 1.5e-7, which is float32's own precision.
_ERF = (1.061405429, -1.453152027, 1.421413741, -0.284496736, 0.254829592)
_ERF_SCALE = 0.3275911
_GELU_ROWS = 64  # rows at a time, so that the block stays in the processor's cache


@dataclass(frozen=True, slots=True)
class _Layer:
    """One encoder layer, its matrices turned so that ``rows @ matrix`` applies them."""

    qkv: Floats
    qkv_bias: Floats
    attended: Floats
    attended_bias: Floats
    attended_norm: tuple[Floats, Floats]
    wide: Floats
    wide_bias: Floats
    narrow: Floats
    narrow_bias: Floats
    narrow_norm: tuple[Floats, Floats]


class Encoder:
    """Turns texts into unit vectors with the weights of one sentence-transformers folder."""

    def __init__(self, folder: Path) -> None:
        config = json.loads((folder / "config.json").read_text("utf-8"))
        limits = json.loads((folder / "sentence_bert_config.json").read_text("utf-8"))
        weights = load_file(str(folder / "model.safetensors"))
        self.dimension = int(config["hidden_size"])
        self._heads = int(config["num_attention_heads"])
        self._epsilon = float(config["layer_norm_eps"])
        self._tokenizer = Tokenizer.from_file(str(folder / "tokenizer.json"))
        self._tokenizer.no_padding()
        self._tokenizer.enable_truncation(int(limits["max_seq_length"]))
        self._words = weights["embeddings.word_embeddings.weight"]
        self._places = (
            weights["embeddings.position_embeddings.weight"]
            + weights["embeddings.token_type_embeddings.weight"][0]
        )
        self._norm = _norm(weights, "embeddings.LayerNorm")
        layers = range(int(config["num_hidden_layers"]))
        self._layers = [_layer(weights, number, self._heads) for number in layers]

    def encode(self, texts: Sequence[str]) -> Floats:
        """One unit vector a text, in order; what is over the model's length is cut off."""
        if not texts:
            return np.zeros((0, self.dimension), np.float32)
        tokens = self._tokenizer.encode_batch(list(texts))
        ends = np.cumsum([len(one.ids) for one in tokens])
        bounds = list(zip([0, *ends[:-1]], ends, strict=True))
        rows = self._embed(tokens)
        for layer in self._layers:
            rows = self._apply(layer, rows, bounds)
        pooled = np.stack([rows[start:end].mean(axis=0) for start, end in bounds])
        return np.asarray(pooled / np.linalg.norm(pooled, axis=1, keepdims=True), np.float32)

    def _embed(self, tokens: Sequence[Encoding]) -> Floats:
        ids = np.concatenate([one.ids for one in tokens])
        places = np.concatenate([np.arange(len(one.ids)) for one in tokens])
        rows = np.asarray(self._words[ids] + self._places[places], np.float32)
        return self._normalise(rows, self._norm)

    def _apply(self, layer: _Layer, rows: Floats, bounds: list[tuple[int, int]]) -> Floats:
        qkv = rows @ layer.qkv + layer.qkv_bias
        attended = np.empty_like(rows)
        for start, end in bounds:
            attended[start:end] = self._attend(qkv[start:end])
        attended = attended @ layer.attended
        attended += layer.attended_bias
        attended += rows
        rows = self._normalise(attended, layer.attended_norm)
        wide: Floats = rows @ layer.wide
        wide += layer.wide_bias
        _gelu(wide)
        narrow: Floats = wide @ layer.narrow
        narrow += layer.narrow_bias
        narrow += rows
        return self._normalise(narrow, layer.narrow_norm)

    def _attend(self, qkv: Floats) -> Floats:
        """Every token of one text looks at every other, in each head."""
        length = len(qkv)
        split = qkv.reshape(length, 3, self._heads, -1).transpose(1, 2, 0, 3)
        query, key, value = split
        scores = query @ key.transpose(0, 2, 1)
        scores -= scores.max(axis=-1, keepdims=True)
        np.exp(scores, out=scores)
        scores /= scores.sum(axis=-1, keepdims=True)
        return np.asarray((scores @ value).transpose(1, 0, 2).reshape(length, -1))

    def _normalise(self, rows: Floats, norm: tuple[Floats, Floats]) -> Floats:
        rows = np.asarray(rows - rows.mean(axis=1, keepdims=True), np.float32)
        spread = np.einsum("ij,ij->i", rows, rows)[:, None] / np.float32(rows.shape[1])
        rows /= np.sqrt(spread + np.float32(self._epsilon))
        rows *= norm[0]
        rows += norm[1]
        return rows


def _norm(weights: dict[str, Floats], name: str) -> tuple[Floats, Floats]:
    return weights[f"{name}.weight"], weights[f"{name}.bias"]


def _layer(weights: dict[str, Floats], number: int, heads: int) -> _Layer:
    at = f"encoder.layer.{number}"
    itself = [f"{at}.attention.self.{part}" for part in ("query", "key", "value")]
    qkv = np.concatenate([weights[f"{part}.weight"] for part in itself]).T.copy()
    bias = np.concatenate([weights[f"{part}.bias"] for part in itself])
    # The scale of the scores goes into the queries once, not into every score.
    scale = np.sqrt(np.float32(len(qkv) // heads))
    qkv[:, : len(qkv)] /= scale
    bias[: len(qkv)] /= scale
    return _Layer(
        qkv,
        bias,
        weights[f"{at}.attention.output.dense.weight"].T.copy(),
        weights[f"{at}.attention.output.dense.bias"],
        _norm(weights, f"{at}.attention.output.LayerNorm"),
        weights[f"{at}.intermediate.dense.weight"].T.copy(),
        weights[f"{at}.intermediate.dense.bias"],
        weights[f"{at}.output.dense.weight"].T.copy(),
        weights[f"{at}.output.dense.bias"],
        _norm(weights, f"{at}.output.LayerNorm"),
    )


def _gelu(rows: Floats) -> None:
    """x * (1 + erf(x / sqrt 2)) / 2, in place."""
    half = np.sqrt(np.float32(0.5))
    for start in range(0, len(rows), _GELU_ROWS):
        block = rows[start : start + _GELU_ROWS]
        size = np.abs(block)
        size *= half
        t = 1 / (1 + np.float32(_ERF_SCALE) * size)
        tail = np.full_like(t, _ERF[0])
        for factor in _ERF[1:]:
            tail *= t
            tail += np.float32(factor)
        tail *= t
        size *= size
        np.negative(size, out=size)
        np.exp(size, out=size)
        tail *= size  # 1 - erf(|x| / sqrt 2)
        tail *= np.float32(0.5)
        np.subtract(1, tail, out=tail, where=block > 0)
        block *= tail


def can_encode(folder: Path) -> bool:
    """Whether a folder holds what ``Encoder`` computes: BERT, mean pooling, unit length."""
    needed = ("config.json", "modules.json", "model.safetensors", "tokenizer.json")
    if not all((folder / name).is_file() for name in (*needed, "sentence_bert_config.json")):
        return False
    config = json.loads((folder / "config.json").read_text("utf-8"))
    modules = json.loads((folder / "modules.json").read_text("utf-8"))
    kinds = [str(module["type"]).rsplit(".", 1)[-1] for module in modules]
    if kinds != ["Transformer", "Pooling", "Normalize"]:
        return False
    pooling = json.loads((folder / modules[1]["path"] / "config.json").read_text("utf-8"))
    return (
        config.get("model_type") == "bert"
        and config.get("hidden_act") == "gelu"
        and config.get("position_embedding_type", "absolute") == "absolute"
        and bool(pooling.get("pooling_mode_mean_tokens"))
    )
