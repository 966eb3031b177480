"""How are many independent questions asked on all processors, with the answers in the order of the questions?"""

from __future__ import annotations

import multiprocessing
import os
from collections.abc import Callable, Iterator, Sequence
from typing import TypeVar, cast

Question = TypeVar("Question")
Answer = TypeVar("Answer")

WORTH_IT = 200
_work: tuple[Callable[[object], object], Sequence[object]] | None = None


def answers(ask: Callable[[Question], Answer], questions: Sequence[Question]) -> Iterator[Answer]:
    """Yield the answer to each question in order; few questions, or a system without fork, stay in this process."""
    global _work  # noqa: PLW0603  the forked processes find the questions here, so that none is copied
    processes = min(os.cpu_count() or 1, 8)
    if len(questions) < WORTH_IT or processes < 2 or "fork" not in multiprocessing.get_all_start_methods():
        yield from map(ask, questions)
        return
    _work = (cast("Callable[[object], object]", ask), questions)
    try:
        with multiprocessing.get_context("fork").Pool(processes) as pool:
            yield from cast("Iterator[Answer]", pool.imap(_answer, range(len(questions)), chunksize=16))
    finally:
        _work = None


def _answer(index: int) -> object:
    assert _work is not None, "set before the fork"
    ask, questions = _work
    return ask(questions[index])
