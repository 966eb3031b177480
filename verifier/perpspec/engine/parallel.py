"""How are many independent questions asked on all processors, with the answers in the order of the questions?"""

from __future__ import annotations

import gc
import multiprocessing
import os
from collections.abc import Callable, Iterator, Sequence
from typing import TypeVar, cast

Question = TypeVar("Question")
Answer = TypeVar("Answer")

WORTH_IT = 200
_work: tuple[Callable[[object], object], Sequence[object]] | None = None


def answers(
    ask: Callable[[Question], Answer], questions: Sequence[Question], worth_it: int = WORTH_IT, together: int = 16
) -> Iterator[Answer]:  # fmt: skip
    """Yield the answer to each question in order; fewer than ``worth_it``, or a system without fork, stay in this process.

    As many as ``together`` that follow on each other are asked by one process, and share what it remembers.
    """
    global _work  # noqa: PLW0603  the forked processes find the questions here, so that none is copied
    processes = min(os.cpu_count() or 1, 8)
    if len(questions) < worth_it or processes < 2 or "fork" not in multiprocessing.get_all_start_methods():
        yield from map(ask, questions)
        return
    _work = (cast("Callable[[object], object]", ask), questions)
    gc.freeze()  # so that a collection in a forked process does not touch, and so copy, what both share
    try:
        with multiprocessing.get_context("fork").Pool(processes) as pool:
            yield from cast("Iterator[Answer]", pool.imap(_answer, range(len(questions)), chunksize=together))
    finally:
        _work = None
        gc.unfreeze()


def _answer(index: int) -> object:
    assert _work is not None, "set before the fork"
    ask, questions = _work
    return ask(questions[index])
