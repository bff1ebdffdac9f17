"""A criterion as a plain sentence, in Indonesian and in English, from the dictionary's labels."""

from __future__ import annotations

from datetime import date

from desil.dictionary.columns.units import unit_label
from desil.eligibility.expression import tree

LANGUAGES = ("id", "en")
_COMPARED = {
    "id": {"=": "sama dengan", "<>": "bukan", "<": "di bawah", "<=": "paling tinggi",
           ">": "di atas", ">=": "paling rendah"},
    "en": {"=": "equal to", "<>": "not", "<": "under", "<=": "at most",
           ">": "over", ">=": "at least"},
}  # fmt: skip
_AND = {"id": " dan ", "en": " and "}
_OR = {"id": " atau ", "en": " or "}
_GATHERED = {
    ("id", tree.Gathering.ANY): "ada anggota yang {}",
    ("en", tree.Gathering.ANY): "a member for whom {}",
    ("id", tree.Gathering.COUNT): "jumlah anggota yang {}",
    ("en", tree.Gathering.COUNT): "the number of members for whom {}",
    ("id", tree.Gathering.SUM): "jumlah {} semua anggota",
    ("en", tree.Gathering.SUM): "the sum of {} over all members",
}


def _literal(value: tree.Value, language: str) -> str:
    if isinstance(value, bool):
        words = {"id": ("tidak", "ya"), "en": ("no", "yes")}
        return words[language][value]
    if isinstance(value, int):
        mark = "." if language == "id" else ","
        return f"{value:,}".replace(",", mark)
    return value.isoformat() if isinstance(value, date) else value


def _codes(node: tree.HasCode, language: str) -> str:
    codes = node.word.codes
    if codes is None:
        return ""
    labels = [codes.label_of(c).in_language(language) for c in node.codes]
    label = node.word.label.in_language(language).lower()
    listed = _OR[language].join(labels)
    if language == "id":
        return f"{label} {'bukan ' if node.negated else ''}{listed}"
    return f"{label} is {'not ' if node.negated else ''}{listed}"


def _unit(node: tree.Node, language: str) -> str:
    unit = node.word.unit if isinstance(node, tree.Said) else ""
    return f" {unit_label(unit).in_language(language)}" if unit else ""


def _joined(parts: tuple[tree.Node, ...], word: str, language: str) -> str:
    told = []
    for part in parts:
        text = sentence_of(part, language)
        is_mixed = isinstance(part, (tree.All, tree.Any)) and len(part.parts) > 1
        told.append(f"({text})" if is_mixed else text)
    return word.join(told)


def _compared(node: tree.Compared, language: str) -> str:
    left, right = sentence_of(node.left, language), sentence_of(node.right, language)
    return f"{left} {_COMPARED[language][node.operator]} {right}{_unit(node.left, language)}"


def sentence_of(node: tree.Node, language: str) -> str:
    """The node in words, without a capital or a full stop."""
    is_id = language == "id"
    match node:
        case tree.Literal():
            return _literal(node.value, language)
        case tree.Said():
            label = node.word.label.in_language(language)
            return label if label.isupper() else label[:1].lower() + label[1:]
        case tree.IsNotNull():
            label = sentence_of(tree.Said(node.word), language)
            known = ("belum diketahui" if node.negated else "diketahui") if is_id else (
                "is not known" if node.negated else "is known"
            )  # fmt: skip
            return f"{label} {known}"
        case tree.HasCode():
            return _codes(node, language)
        case tree.Compared():
            return _compared(node, language)
        case tree.Within():
            value, low, high = (sentence_of(n, language) for n in (node.value, node.low, node.high))
            to = "sampai" if is_id else "to"
            return f"{value} {low} {to} {high}{_unit(node.value, language)}"
        case tree.OneOf():
            options = _OR[language].join(sentence_of(o, language) for o in node.options)
            return f"{sentence_of(node.value, language)} {options}"
        case tree.Not():
            begins = "tidak benar bahwa" if is_id else "not that"
            return f"{begins} ({sentence_of(node.part, language)})"
        case tree.All():
            return _joined(node.parts, _AND[language], language)
        case tree.Any():
            return _joined(node.parts, _OR[language], language)
        case tree.Reckoned():
            sign = {"+": "+", "-": "-", "*": "×"}[node.operator]
            return f"{sentence_of(node.left, language)} {sign} {sentence_of(node.right, language)}"
        case tree.Members():
            return _GATHERED[language, node.gathering].format(sentence_of(node.part, language))
        case tree.Named():
            return node.label.in_language(language)
