"""The words that the tables of work hold."""

from __future__ import annotations

from enum import StrEnum


class JobKind(StrEnum):
    """What a job does."""

    RUN = "run"  # make the register from every delivery
    PUBLISH = "publish"  # make an approved run current
    ROLL_BACK = "roll_back"  # bring the publication before this one back
    EXPORT = "export"  # write a file
    DELIVERY = "delivery"  # take in files that were sent
    LIST = "list"  # draw up the list of a programme
    CHECK = "check"  # hold lists against payments, and count whom they reach
    SURVEY = "survey"  # judge a ranking model on a survey that was sent


class JobState(StrEnum):
    """How far a job has come."""

    WAITING = "waiting"
    WORKING = "working"
    DONE = "done"
    FAILED = "failed"
    CANCELLED = "cancelled"

    @property
    def is_over(self) -> bool:
        """Whether nothing more happens to it by itself."""
        return self in {JobState.DONE, JobState.FAILED, JobState.CANCELLED}


class ProposalState(StrEnum):
    """What has become of a proposal."""

    OPEN = "open"
    APPROVED = "approved"
    REJECTED = "rejected"
    WITHDRAWN = "withdrawn"


class ExportKind(StrEnum):
    """What a file lists."""

    BNBA = "bnba"  # families by name and address
    RECAP = "recap"  # counts by area and decile
    LIST = "list"  # a programme's list by name and address
    PAYMENTS = "payments"  # what was found about payments, by name and address


class FileFormat(StrEnum):
    """How a file is written."""

    XLSX = "xlsx"
    CSV = "csv"
    PDF = "pdf"


class ListProposalState(StrEnum):
    """What has become of a programme's list in the register."""

    LOADED = "loaded"  # there, proposed by nobody
    OPEN = "open"  # waits for the one who signs
    APPROVED = "approved"
    REJECTED = "rejected"
    WITHDRAWN = "withdrawn"
    REPLACED = "replaced"  # was in force until another of the same period was signed
