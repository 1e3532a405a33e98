"""As much of unittest as CPython's tests of memory and classes need: cases, assertions, skipping. No loader: run.py calls."""

from .case import SkipTest, TestCase, skip, skipIf, skipUnless

__all__ = ['SkipTest', 'TestCase', 'main', 'skip', 'skipIf', 'skipUnless']


def main(*_, **__):
    """The files call it when they are run as programs; here run.py imports them instead."""
    raise RuntimeError('started by run.py, not as a program')
