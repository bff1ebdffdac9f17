"""Yes or no, in the codes of the form (1 yes, 2 no)."""

from __future__ import annotations

from desil.dictionary.codelist import CodeList, code

YES = 1
NO = 2

YES_NO = CodeList(
    "yes_no",
    (
        code(YES, "Ya", "Yes", "Y", "Ada", "True", "Yes"),
        code(NO, "Tidak", "No", "T", "N", "Tidak ada", "Tdk", "False", "No"),
    ),
)
