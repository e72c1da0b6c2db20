"""The tests; folders mirror the package, names are sentences in the secretary's language."""
