"""OpenRosa 1.0 for ODK Collect: the form of a home visit, its list of visits, and what comes back.

docs.getodk.org/openrosa: form list, form download, manifest, submission.
"""
