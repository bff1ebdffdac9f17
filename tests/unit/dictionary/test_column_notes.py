"""Every column of the dictionary is told in words, in both languages."""

from desil.dictionary.columns.notes import column_notes
from desil.dictionary.tables import FAMILY, PERSON


def test_every_column_has_a_note_and_no_note_is_left_over() -> None:
    assert set(column_notes()) == {*FAMILY.names, *PERSON.names}


def test_a_note_is_whole_sentences_in_both_languages() -> None:
    texts = [
        text
        for note in column_notes().values()
        for label in (note.means, note.wrong)
        for text in (label.id, label.en)
    ]
    assert [t for t in texts if not (t.endswith(".") and t[0].isupper())] == []
    assert column_notes()["decile_national"].filled_by.en == "BPS, by its model"
