"""Criteria that have names: shared by programmes, calling one another, never in a circle."""

from __future__ import annotations

from dataclasses import dataclass, field

from desil.dictionary.declarations.cell import Cell
from desil.dictionary.declarations.place import YamlFault
from desil.dictionary.label import Label
from desil.eligibility.expression.reading import Reader
from desil.eligibility.expression.tree import Named
from desil.eligibility.words.vocabulary import words_of
from desil.eligibility.words.word import Scope

_SCOPES = {"family": Scope.FAMILY, "member": Scope.MEMBER}


@dataclass(frozen=True, slots=True)
class _Declared:
    scope: Scope
    label: Label
    when: Cell
    at: Cell


@dataclass(slots=True)
class NamedCriteria:
    """The named criteria of one or several files; a later file's name replaces an earlier one's."""

    _declared: dict[str, _Declared] = field(default_factory=dict)
    _read: dict[str, Named] = field(default_factory=dict)
    _open: list[str] = field(default_factory=list)

    def add(self, file: Cell) -> None:
        """Take in a file of `name: {of: family|member, label: …, when: …}`."""
        for name, cell in file.any_entries().items():
            found = cell.entries(("of", "label", "when"), ("note",))
            scope = _SCOPES[found["of"].one_of(tuple(_SCOPES))]
            if name in words_of(scope) or not name.isidentifier() or name != name.lower():
                raise cell.fault(f"'{name[:40]}' tidak dapat menjadi nama kriteria")
            self._declared[name] = _Declared(scope, found["label"].label(), found["when"], cell)

    def reader(self, scope: Scope) -> Reader:
        """A reader that knows these names."""
        return Reader(scope, self.find, frozenset(self._declared))

    def find(self, name: str, scope: Scope) -> Named | None:
        """The criterion called `name` of a scope; None where there is none.

        YamlFault where criteria call one another in a circle.
        """
        told = self._declared.get(name)
        if told is None or told.scope is not scope:
            return None
        if name in self._open:
            circle = " → ".join((*self._open[self._open.index(name) :], name))
            raise YamlFault(told.when.place, f"kriteria saling memanggil tanpa akhir: {circle}")
        if name not in self._read:
            self._open.append(name)
            try:
                node = self.reader(scope).read(told.when.text(), told.when.place)
            finally:
                self._open.pop()
            self._read[name] = Named(name, told.label, node)
        return self._read[name]

    def read_all(self) -> None:
        """Read every criterion, so that a fault shows itself even where nothing calls it."""
        for name, told in self._declared.items():
            self.find(name, told.scope)
