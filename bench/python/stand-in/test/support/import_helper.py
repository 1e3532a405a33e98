import sys
import unittest


def import_module(name):
    try:
        __import__(name)
        return sys.modules[name]
    except ImportError as error:
        raise unittest.SkipTest(f'needs {name}') from error
