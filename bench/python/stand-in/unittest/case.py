"""A test case: what surrounds one test, and its assertions."""

import re


class SkipTest(Exception):
    """The test says that it cannot run here, and why."""


def skip(reason):
    def decorate(item):
        # Of a class this is asked as well, for each of its tests.
        item.__unittest_skip_why__ = reason
        return item

    return decorate


def skipIf(condition, reason):
    return skip(reason) if condition else lambda item: item


def skipUnless(condition, reason):
    return skipIf(not condition, reason)


class _Raises:
    """`with assertRaises(...)`: keeps the exception without the frames that it came through."""

    def __init__(self, case, expected, pattern=None):
        self.case = case
        self.expected = expected
        self.pattern = pattern

    def __enter__(self):
        return self

    def __exit__(self, kind, error, trace):
        if kind is None:
            self.case.fail(f'{self.expected} not raised')
        if not issubclass(kind, self.expected):
            return False
        self.exception = error.with_traceback(None)
        if self.pattern is not None:
            self.case.assertRegex(str(error), self.pattern)
        return True

    def call(self, function, arguments, keywords):
        try:
            with self:
                function(*arguments, **keywords)
        finally:
            # A reference to oneself by way of the frame would keep everything that the test looks at.
            self = None


class _SubTest:
    def __init__(self, named):
        self.named = named

    def __enter__(self):
        return self

    def __exit__(self, kind, error, trace):
        if error is not None and not isinstance(error, SkipTest):
            error.add_note(f'in subtest {self.named}')
        return False


class TestCase:
    failureException = AssertionError

    def __init__(self, name):
        self._name = name
        self._cleanups = []

    def setUp(self):
        pass

    def tearDown(self):
        pass

    @classmethod
    def setUpClass(cls):
        pass

    @classmethod
    def tearDownClass(cls):
        pass

    def id(self):
        return f'{type(self).__module__}.{type(self).__qualname__}.{self._name}'

    def run(self):
        """Runs the test; what goes wrong is raised."""
        test = getattr(self, self._name)
        reason = getattr(test, '__unittest_skip_why__', None) or getattr(type(self), '__unittest_skip_why__', None)
        if reason is not None:
            raise SkipTest(reason)
        try:
            self.setUp()
            try:
                test()
            finally:
                self.tearDown()
        finally:
            while self._cleanups:
                function, arguments, keywords = self._cleanups.pop()
                function(*arguments, **keywords)

    def addCleanup(self, function, /, *arguments, **keywords):
        self._cleanups.append((function, arguments, keywords))

    def subTest(self, *named, **values):
        return _SubTest(named or values)

    def skipTest(self, reason):
        raise SkipTest(reason)

    def fail(self, message=None):
        raise self.failureException(message)

    def _hold(self, holds, message, said):
        if not holds:
            self.fail(said if message is None else f'{said} : {message}')

    def assertTrue(self, value, msg=None):
        self._hold(value, msg, f'{value!r} is not true')

    def assertFalse(self, value, msg=None):
        self._hold(not value, msg, f'{value!r} is not false')

    def assertEqual(self, first, second, msg=None):
        self._hold(first == second, msg, f'{first!r} != {second!r}')

    def assertNotEqual(self, first, second, msg=None):
        self._hold(first != second, msg, f'{first!r} == {second!r}')

    def assertIs(self, first, second, msg=None):
        self._hold(first is second, msg, f'{first!r} is not {second!r}')

    def assertIsNot(self, first, second, msg=None):
        self._hold(first is not second, msg, f'unexpectedly identical: {first!r}')

    def assertIsNone(self, value, msg=None):
        self._hold(value is None, msg, f'{value!r} is not None')

    def assertIsNotNone(self, value, msg=None):
        self._hold(value is not None, msg, 'unexpectedly None')

    def assertIn(self, member, container, msg=None):
        self._hold(member in container, msg, f'{member!r} not found in {container!r}')

    def assertNotIn(self, member, container, msg=None):
        self._hold(member not in container, msg, f'{member!r} unexpectedly found in {container!r}')

    def assertIsInstance(self, value, kind, msg=None):
        self._hold(isinstance(value, kind), msg, f'{value!r} is not an instance of {kind!r}')

    def assertNotIsInstance(self, value, kind, msg=None):
        self._hold(not isinstance(value, kind), msg, f'{value!r} is an instance of {kind!r}')

    def assertLess(self, first, second, msg=None):
        self._hold(first < second, msg, f'{first!r} not less than {second!r}')

    def assertLessEqual(self, first, second, msg=None):
        self._hold(first <= second, msg, f'{first!r} not less than or equal to {second!r}')

    def assertGreater(self, first, second, msg=None):
        self._hold(first > second, msg, f'{first!r} not greater than {second!r}')

    def assertGreaterEqual(self, first, second, msg=None):
        self._hold(first >= second, msg, f'{first!r} not greater than or equal to {second!r}')

    def assertCountEqual(self, first, second, msg=None):
        left = list(second)
        for value in first:
            self._hold(value in left, msg, f'{value!r} not found in {left!r}')
            left.remove(value)
        self._hold(not left, msg, f'only the second has {left!r}')

    def assertAlmostEqual(self, first, second, places=7, msg=None):
        self._hold(first == second or round(abs(first - second), places) == 0, msg, f'{first!r} != {second!r}')

    def assertRegex(self, text, pattern, msg=None):
        self._hold(re.search(pattern, text), msg, f'{pattern!r} not found in {text!r}')

    def assertRaises(self, expected, function=None, /, *arguments, **keywords):
        context = _Raises(self, expected)
        if function is None:
            return context
        try:
            context.call(function, arguments, keywords)
        finally:
            context = None

    def assertRaisesRegex(self, expected, pattern, function=None, /, *arguments, **keywords):
        context = _Raises(self, expected, pattern)
        if function is None:
            return context
        try:
            context.call(function, arguments, keywords)
        finally:
            context = None
