"""What people do with cases: each keyword-only, one transaction, one event of the audit log."""
