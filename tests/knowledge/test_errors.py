"""Errors carry the offending place and the remedy."""

from __future__ import annotations

from knowledge.errors import KnowledgeError, PackInvalid, PackNotFound, Problem


def test_a_problem_reads_as_file_place_fault_and_remedy() -> None:
    whole = Problem(file="a.toml", what="is empty", remedy="fill it")
    assert str(whole) == "a.toml: is empty; fill it"
    entry = Problem(file="a.toml", where='fact "x"', what="is empty", remedy="fill it")
    assert str(entry) == 'a.toml: fact "x": is empty; fill it'


def test_problems_are_listed_once_and_in_order() -> None:
    first, second = (Problem(file=name, what="w", remedy="r") for name in ("a", "b"))
    error = PackInvalid("x", [second, first, second])
    assert (error.pack, error.problems, str(error)) == ("x", (first, second), "a: w; r\nb: w; r")


def test_an_unknown_pack_names_the_known_ones() -> None:
    error = PackNotFound("x", ["a", "b"])
    assert (error.name, error.available) == ("x", ("a", "b"))
    assert str(error) == 'no pack "x"; give a folder or one of: a, b'
    assert str(PackNotFound("x", [])).endswith("none")
    assert isinstance(error, KnowledgeError)
