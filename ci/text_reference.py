"""Reference vectors for `ci/check text`: BERT in numpy, with the tokenizers library.

usage: text_reference.py MODEL_FOLDER OUT
Writes OUT/texts.jsonl, one {"text", "tokens", "vector"} a line, for 500 odd sentences.
"""
import json
import os
import random
import sys
from math import erf, sqrt
from multiprocessing import get_context
from pathlib import Path

os.environ["OPENBLAS_NUM_THREADS"] = "1"  # texts go in parallel, not the products of one

import numpy as np
from safetensors.numpy import load_file
from tokenizers import Tokenizer

folder, out = Path(sys.argv[1]), Path(sys.argv[2])
config = json.loads((folder / "config.json").read_text())
longest = json.loads((folder / "sentence_bert_config.json").read_text())["max_seq_length"]
weights = {k: v.astype(np.float64) for k, v in load_file(folder / "model.safetensors").items() if v.dtype.kind == "f"}
tokenizer = Tokenizer.from_file(str(folder / "tokenizer.json"))
tokenizer.no_padding()
tokenizer.enable_truncation(longest)
STEPS, END = 2048, 9  # a point every 1/2048: a table that the cache holds
TABLE = np.array([0.5 * (1 + erf(x / STEPS / sqrt(2))) for x in range(-END * STEPS, END * STEPS + 1)])
SLOPES = np.diff(TABLE)


def Phi(x):
    """The normal distribution function, from a table: linear between points, within 1e-8.

    np.interp would search for every point, which took longer than all products together.
    """
    at = np.clip((x + END) * STEPS, 0, len(SLOPES) - 1e-6)
    point = at.astype(np.int32)
    return TABLE[point] + SLOPES[point] * (at - point)


def dense(x, name):
    return x @ weights[name + ".weight"].T + weights[name + ".bias"]


def norm(x, name):
    x = x - x.mean(-1, keepdims=True)
    x = x / np.sqrt((x * x).mean(-1, keepdims=True) + config["layer_norm_eps"])
    return x * weights[name + ".weight"] + weights[name + ".bias"]


def encode(ids):
    n, heads = len(ids), config["num_attention_heads"]
    e = "embeddings."
    x = weights[e + "word_embeddings.weight"][ids] + weights[e + "position_embeddings.weight"][:n]
    x = norm(x + weights[e + "token_type_embeddings.weight"][0], e + "LayerNorm")
    for layer in range(config["num_hidden_layers"]):
        at = f"encoder.layer.{layer}."
        q, k, v = (
            dense(x, at + "attention.self." + part).reshape(n, heads, -1).transpose(1, 0, 2)
            for part in ("query", "key", "value")
        )
        scores = q @ k.transpose(0, 2, 1) / sqrt(q.shape[-1])
        scores = np.exp(scores - scores.max(-1, keepdims=True))
        mixed = (scores / scores.sum(-1, keepdims=True)) @ v
        mixed = mixed.transpose(1, 0, 2).reshape(n, -1)
        x = norm(x + dense(mixed, at + "attention.output.dense"), at + "attention.output.LayerNorm")
        middle = dense(x, at + "intermediate.dense")
        x = norm(x + dense(middle * Phi(middle), at + "output.dense"), at + "output.LayerNorm")
    mean = x.mean(0)
    return mean / np.linalg.norm(mean)


WORDS = (
    "moisturizing lavender shampoo sulfate-free 12oz (pack of 2) for dry, damaged hair & scalp; "
    "You enjoy thrillers with a twist: L'Oréal Paris naïve café Ærøskøbing Straße İstanbul ΟΔΥΣΣΕΥΣ "
    "東京 の 化粧水 北京大学 한국어 화장품 Привет мир مرحبا بالعالم नमस्ते ไทย שלום 😀 🧴✨ 👩‍👩‍👧 ❤️ €9.99 50% "
    "C++ e=mc² ½ ﬁne Ａ１ x\u0301\u0323 zero\u200bwidth soft\u00adhyphen tab\there no\u00a0break "
    "\u2028 — “quoted” … ¿qué? ~`^$<> [SEP] [MASK] qwxzjkvq antidisestablishmentarianism"
).split(" ")
ODD = [
    "", " ", "\n\t", "a", ".", "!!!", "\u0000\ufffd", "\u0301", "[CLS]", "日", "😀", "x" * 100, "x" * 101,
    "é" * 99, "word " * 400, "日本" * 300, "\ud7ff", "\ue000", "\U0001f979 new", "\U0002b820 han", "ǅ ﷺ ŉ",
]
chance = random.Random(6)
texts = ODD + [
    " ".join(chance.choice(WORDS) for _ in range(chance.choice([1, 3, 8, 20, 30, 45])))
    for _ in range(500 - len(ODD))
]


def line(text):
    ids = tokenizer.encode(text).ids
    return json.dumps({"text": text, "tokens": ids, "vector": encode(ids).tolist()}) + "\n"


# Forked, so that the processes share the weights.
with get_context("fork").Pool() as pool, open(out / "texts.jsonl", "w", encoding="utf-8") as file:
    for done, written in enumerate(pool.imap(line, texts, chunksize=5), 1):
        file.write(written)
        if done % 100 == 0:
            print(f"numpy: {done} of {len(texts)} texts", flush=True)
