"""unittest, from the library as it is: cases, fixtures, mocks, what is printed of failures."""
import io
import re
import unittest
from unittest import mock


class Arithmetic(unittest.TestCase):
    def setUp(self):
        self.values = [1, 2, 3]

    def test_sum(self):
        self.assertEqual(sum(self.values), 6)

    def test_wrong(self):
        self.assertEqual(self.values, [1, 2, 4])

    def test_raises(self):
        with self.assertRaisesRegex(ZeroDivisionError, "division"):
            1 / 0

    @unittest.skip("not now")
    def test_skipped(self):
        self.fail()

    @unittest.expectedFailure
    def test_expected(self):
        self.assertTrue(False)

    def test_sub(self):
        for i in range(3):
            with self.subTest(i=i):
                self.assertNotEqual(i, 1)

    def test_error(self):
        raise KeyError("missing")


class Mocks(unittest.TestCase):
    def test_mock(self):
        thing = mock.Mock(return_value=5)
        self.assertEqual(thing(1, a=2), 5)
        thing.assert_called_once_with(1, a=2)
        with mock.patch("re.escape", return_value="patched"):
            self.assertEqual(re.escape("."), "patched")
        magic = mock.MagicMock()
        magic.__len__.return_value = 3
        self.assertEqual(len(magic), 3)


out = io.StringIO()
suite = unittest.TestSuite(map(unittest.defaultTestLoader.loadTestsFromTestCase, (Arithmetic, Mocks)))
result = unittest.TextTestRunner(stream=out, verbosity=2).run(suite)
text = re.sub(r'File ".*/', 'File "', out.getvalue())
text = re.sub(r"line \d+", "line N", re.sub(r"in [\d.]+s", "in Ns", text))
print(text)
print(result)
