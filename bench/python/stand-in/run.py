"""
run.py MODULE FIRST [details] [=WORD ...]: runs the tests of a module from number FIRST on, in the order of their names, or
those whose name has one of the words. One line tells
that a test begins, and one how it ended, so that whoever reads them knows which test a crash belongs to.
"""

import sys
import unittest

# What issues to come will bring: a test that finds one of them missing is skipped.
BEYOND = {'subprocess', '_testcapi', 'ctypes', '_ctypes', '_ast'}


def say(*words):
    print('@@', *words, sep='\t', flush=True)


def tests_of(module):
    """Cases and tests by name."""
    for _, kind in sorted(vars(module).items()):
        if isinstance(kind, type) and issubclass(kind, unittest.TestCase) and kind.__module__ == module.__name__:
            for name in sorted(dir(kind)):
                if name.startswith('test') and callable(getattr(kind, name)):
                    yield kind, name


def reason_to_skip(error):
    if isinstance(error, unittest.SkipTest):
        return str(error)
    if isinstance(error, ModuleNotFoundError) and error.name in BEYOND:
        return f'needs {error.name}'
    if isinstance(error, TypeError) and str(error).startswith('requires _testcapi'):
        return 'needs _testcapi'
    return None


def run(kind, name, details):
    try:
        kind.setUpClass()
        try:
            kind(name).run()
        finally:
            kind.tearDownClass()
    except BaseException as error:
        reason = reason_to_skip(error)
        if reason is not None:
            say('skipped', reason)
            return
        if details:
            sys.excepthook(type(error), error, error.__traceback__)
        words = [str(error), *getattr(error, '__notes__', ())]
        lines = [line for line in ' '.join(words).splitlines() if line]
        say('failed', f'{type(error).__name__}: {lines[-1] if lines else ""}')
    else:
        say('passed')


def main(module_name, first, *options):
    words = [option[1:] for option in options if option.startswith('=')]
    module = getattr(__import__(f'test.{module_name}'), module_name)
    tests = list(tests_of(module))
    say('tests', len(tests))
    set_up = getattr(module, 'setUpModule', None)
    if set_up is not None:
        set_up()
    for number, (kind, name) in enumerate(tests):
        if number >= int(first) and (not words or any(word in f'{kind.__name__}.{name}' for word in words)):
            say('begins', number, f'{kind.__name__}.{name}')
            run(kind, name, 'details' in options)
    tear_down = getattr(module, 'tearDownModule', None)
    if tear_down is not None:
        tear_down()
    say('end')


main(*sys.argv[1:])
