"""What the tests ask of test.support."""

import contextlib
import gc
import unittest

verbose = False


def cpython_only(test):
    """heapglass has CPython's memory model: these run."""
    return test


def refcount_test(test):
    return test


def requires_subprocess():
    return unittest.skip('needs subprocess')


def gc_collect():
    """Three times, as finalizers may leave more to collect."""
    for _ in range(3):
        gc.collect()


@contextlib.contextmanager
def disable_gc():
    was_enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_enabled:
            gc.enable()


class _EqualToAll:
    def __eq__(self, other):
        return True

    def __ne__(self, other):
        return False


ALWAYS_EQ = _EqualToAll()
