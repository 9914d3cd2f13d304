from __future__ import annotations

import pickle
from pathlib import Path

import pytest

from vqstudio.core.errors import FileError
from vqstudio.core.files import format_of, open_document
from vqstudio.core.wording import Sentence, joined, mark


def test_a_sentence_is_an_english_text_that_keeps_what_it_was_made_of() -> None:
    reason = Sentence("the disk holds {size:.1f} GB", size=2.04)
    told = Sentence("{name} was not saved: {reason}.", name="a.jpg", reason=reason)
    assert told == "a.jpg was not saved: the disk holds 2.0 GB."
    assert (told.template, told.values) == ("{name} was not saved: {reason}.", {"name": "a.jpg", "reason": reason})
    assert isinstance(told.values["reason"], Sentence)
    assert mark("As it is {here}") == "As it is {here}"


@pytest.mark.parametrize("name", ["a.jpg", "{0} {name} {.jpg", "}{"])
def test_sentences_and_errors_of_them_can_be_sent_to_another_process(name: str) -> None:
    told = Sentence("{name}: {reason}", name=name, reason=Sentence("it is {what}", what=name))
    again = pickle.loads(pickle.dumps(told))
    assert again == told == f"{name}: it is {name}"
    assert (again.template, again.values) == (told.template, told.values)
    assert again.values["reason"].template == "it is {what}"

    error = pickle.loads(pickle.dumps(FileError("{name} is empty.", name=name)))
    assert str(error) == f"{name} is empty."
    assert error.sentence.values == {"name": name}
    assert FileError(told).sentence is told


def test_joined_texts_stay_sentences_of_their_own() -> None:
    both = joined([Sentence("One is {what}.", what="{1}"), "Two {is} plain."])
    assert both == "One is {1}. Two {is} plain."
    assert [getattr(part, "template", None) for part in both.values.values()] == ["One is {what}.", None]
    assert joined(["a", "b"], "; ") == "a; b"


def test_braces_in_names_and_folders_are_told_as_they_are(tmp_path: Path) -> None:
    for name in ("{} {x}.png", "{0}.nef"):
        path = tmp_path / name
        path.write_bytes(b"")
        with pytest.raises(FileError) as caught:
            open_document(path)
        assert str(caught.value).startswith(f"{name} is ")
    with pytest.raises(FileError, match=r"does not save \.\{x\}"):
        format_of(tmp_path / "a.{x}")
