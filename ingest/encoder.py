"""A BERT sentence encoder on numpy alone: the same weights, without torch's slow start.

Importing torch and sentence-transformers takes longer than answering a question, so
questions are encoded here. The forward pass is the one of the published architecture
(post-norm encoder, exact GELU, mean pooling, unit length); tests hold its vectors equal
to sentence-transformers'. Texts of a batch are laid end to end, so nothing is padded.
"""

from __future__ import annotations

import json
import os
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from itertools import groupby
from pathlib import Path
from typing import TypeAlias

import numpy as np
from numpy.typing import NDArray
from safetensors.numpy import load_file
from threadpoolctl import ThreadpoolController  # type: ignore[import-untyped]
from tokenizers import Encoding, Tokenizer

Floats: TypeAlias = NDArray[np.float32]
_Run: TypeAlias = tuple[int, int, int]
"""Texts of one length that stand side by side: (first row, how many texts, tokens in each)."""

# Abramowitz and Stegun 7.1.26: erf to within 1.5e-7, which is float32's own precision.
_ERF = (1.061405429, -1.453152027, 1.421413741, -0.284496736, 0.254829592)
_ERF_SCALE = 0.3275911
_BATCH_TOKENS = 1_024
_GELU_ROWS = 32  # rows at a time, so that the block stays in the processor's cache


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
        # Batches run beside each other, so each multiplies on one core: threads inside a
        # multiplication wait for one another, and on a busy machine that costs ten times more.
        ThreadpoolController().limit(limits=1, user_api="blas")

    def encode(self, texts: Sequence[str]) -> Floats:
        """One unit vector a text, in order; what is over the model's length is cut off.

        Many texts are shared out among the processor's cores.
        """
        tokens = self._tokenizer.encode_batch(list(texts))
        order = sorted(range(len(tokens)), key=lambda place: len(tokens[place].ids))
        batches = list(_batches(order, [len(one.ids) for one in tokens]))
        vectors = np.zeros((len(tokens), self.dimension), np.float32)

        def work(batch: list[int]) -> None:
            vectors[batch] = self._forward([tokens[place] for place in batch])

        if len(batches) == 1:
            work(batches[0])
        elif batches:
            with ThreadPoolExecutor(_cores(), "encoding") as pool:
                list(pool.map(work, batches))
        return vectors

    def _forward(self, tokens: Sequence[Encoding]) -> Floats:
        """Texts in order of length, end to end; those of one length attend in one go."""
        lengths = [len(one.ids) for one in tokens]
        runs: list[_Run] = []
        start = 0
        for length, group in groupby(lengths):
            count = len(list(group))
            runs.append((start, count, length))
            start += count * length
        rows = self._embed(tokens)
        for layer in self._layers:
            rows = self._apply(layer, rows, runs)
        pooled = np.concatenate([_texts(rows, run).mean(axis=1) for run in runs])
        return np.asarray(pooled / np.linalg.norm(pooled, axis=1, keepdims=True), np.float32)

    def _embed(self, tokens: Sequence[Encoding]) -> Floats:
        ids = np.concatenate([one.ids for one in tokens])
        places = np.concatenate([np.arange(len(one.ids)) for one in tokens])
        rows = np.asarray(self._words[ids] + self._places[places], np.float32)
        return self._normalise(rows, self._norm)

    def _apply(self, layer: _Layer, rows: Floats, runs: Sequence[_Run]) -> Floats:
        qkv: Floats = rows @ layer.qkv
        qkv += layer.qkv_bias
        attended = np.empty_like(rows)
        for run in runs:
            _texts(attended, run)[:] = self._attend(_texts(qkv, run))
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
        """Every token looks at every other of its text, in each head."""
        count, length, width = qkv.shape
        split = qkv.reshape(count, length, 3, self._heads, -1).transpose(2, 0, 3, 1, 4)
        query, key, value = split
        scores = query @ key.swapaxes(2, 3)
        scores -= scores.max(axis=-1, keepdims=True)
        np.exp(scores, out=scores)
        scores /= scores.sum(axis=-1, keepdims=True)
        seen = scores @ value
        return np.asarray(seen.transpose(0, 2, 1, 3).reshape(count, length, width // 3))

    def _normalise(self, rows: Floats, norm: tuple[Floats, Floats]) -> Floats:
        rows = np.asarray(rows - rows.mean(axis=1, keepdims=True), np.float32)
        spread = np.einsum("ij,ij->i", rows, rows)[:, None] / np.float32(rows.shape[1])
        rows /= np.sqrt(spread + np.float32(self._epsilon))
        rows *= norm[0]
        rows += norm[1]
        return rows


def _batches(order: Sequence[int], lengths: Sequence[int]) -> Iterator[list[int]]:
    batch: list[int] = []
    tokens = 0
    for place in order:
        if batch and tokens + lengths[place] > _BATCH_TOKENS:
            yield batch
            batch, tokens = [], 0
        batch.append(place)
        tokens += lengths[place]
    if batch:
        yield batch


def _texts(rows: Floats, run: _Run) -> Floats:
    """The rows of some texts of one length, a text at a time: a view, not a copy."""
    start, count, length = run
    return rows[start : start + count * length].reshape(count, length, -1)


def _cores() -> int:
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


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
    first, *others = (np.float32(factor) for factor in _ERF)
    for start in range(0, len(rows), _GELU_ROWS):
        block = rows[start : start + _GELU_ROWS]
        size = np.abs(block)
        size *= half
        near = size * np.float32(_ERF_SCALE)
        near += np.float32(1)
        np.reciprocal(near, out=near)
        erf = near * first
        for factor in others:
            erf += factor
            erf *= near
        np.square(size, out=size)
        np.negative(size, out=size)
        np.exp(size, out=size)
        erf *= size
        np.subtract(np.float32(1), erf, out=erf)
        np.copysign(erf, block, out=erf)
        erf += np.float32(1)
        erf *= np.float32(0.5)
        block *= erf


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
