"""Stands in for CPython's test package; the tests themselves are put beside this file when they are run."""
