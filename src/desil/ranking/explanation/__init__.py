"""Why a family stands where it does: what each fact adds, and how a person would say it."""
