"""The language of criteria: read, checked, turned into SQL, a sentence, or a plain answer."""
