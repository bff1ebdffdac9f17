"""What a reader looked for and opened in this sitting: in the session alone, sealed, gone with it.

Going back from a family to the search finds the question by a random name of the page; the address
holds nothing else.
"""

from __future__ import annotations

import re

from django.http import HttpRequest

from desil.accounts.session import handles_of_office
from desil.errors import NotFound

MOST_FAMILIES = 10
_MOST_QUESTIONS = 20
_QUESTIONS, _FAMILIES = "desil_questions", "desil_recent_families"
_KIND = "question"
_PAGE_NAME = re.compile(r"[\w-]{6,24}")


def is_page_name(text: str) -> bool:
    """Whether a text may be the name of a page of the search."""
    return bool(_PAGE_NAME.fullmatch(text))


def keep_question(request: HttpRequest, page: str, text: str) -> None:
    """Keep what was asked last on a page of the search, in place of what was asked before."""
    sealed: dict[str, str] = dict(request.session.get(_QUESTIONS, {}))
    sealed.pop(page, None)
    sealed[page] = handles_of_office().of(_KIND, text)
    request.session[_QUESTIONS] = dict(list(sealed.items())[-_MOST_QUESTIONS:])


def question_on(request: HttpRequest, page: str) -> str:
    """What was asked last on a page of the search; empty where this session asked nothing there."""
    try:
        sealed = request.session.get(_QUESTIONS, {})[page]
        return handles_of_office().number(_KIND, sealed)
    except (KeyError, NotFound):
        return ""


def remember_family(request: HttpRequest, handle: str) -> None:
    """Put a family that was just opened before those opened earlier."""
    earlier = [one for one in recent_families(request) if one != handle]
    request.session[_FAMILIES] = [handle, *earlier][:MOST_FAMILIES]


def recent_families(request: HttpRequest) -> list[str]:
    """The handles of the families opened last, the newest first."""
    return list(request.session.get(_FAMILIES, []))
