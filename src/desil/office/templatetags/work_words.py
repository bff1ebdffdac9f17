"""Template filters: what jobs, proposals and files are called."""

from __future__ import annotations

from django import template

from desil.office.work.words import export_kind, job_kind, job_state, proposal_state

register = template.Library()
register.filter("job_kind", job_kind)
register.filter("job_state", job_state)
register.filter("proposal_state", proposal_state)
register.filter("export_kind", export_kind)
