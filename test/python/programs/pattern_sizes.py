"""Sizes of compiled patterns and matches."""
import re
import sys

for text in ("a", "ab", "(a)(b)", "[a-z]+", "", "a|b"):
    pattern = re.compile(text)
    print(repr(text), sys.getsizeof(pattern), pattern.__sizeof__(), sys.getsizeof(pattern.match("ab")))
