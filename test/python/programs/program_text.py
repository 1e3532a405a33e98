"""Text: counting, wrapping, tables, templates, regular expressions, Unicode."""
import re
import string
import textwrap
from collections import Counter, OrderedDict, defaultdict, deque, ChainMap, namedtuple

TEXT = """The quick brown fox jumps over the lazy dog. The dog sleeps; the fox does not.
Ünïcödé wörds, too: naïve café, straße, Ελλάδα, 日本語 — and an emoji 🦊."""
words = re.findall(r"\w+", TEXT.lower())
counts = Counter(words)
print(counts.most_common(3), counts["fox"], counts["cat"], sum(counts.values()))
by_length = defaultdict(list)
for word in sorted(set(words)):
    by_length[len(word)].append(word)
for length in sorted(by_length):
    print(f"{length:>3} {' '.join(by_length[length]):<60.60}|")
print(textwrap.fill(TEXT, 40, initial_indent="* ", subsequent_indent="  "))
print(textwrap.dedent("""\
    def f():
        return 1
    """), end="")
print(string.Template("$who likes ${what}s, $$5").substitute(who="Ann", what="cat"))
print(re.sub(r"(?P<first>\w)(\w*)", lambda m: m["first"].upper() + m[2], "some words here"))
print(re.split(r"[;,.]\s*", "a, b;c. d"), re.match(r"(\d+)-(\d+)", "12-34x").groups(), re.search("(?i)FOX", TEXT).span())
for match in re.finditer(r"(?x) (?P<key>\w+) \s*=\s* (?P<value>\S+)", "a = 1 b=two  c =3"):
    print(match.groupdict(), end=" ")
print()
print("straße".upper(), "ǆ".title(), "İ".lower().encode(), "ﬁ".casefold(), "ß".isalpha(), "٣".isdigit(), int("٣"), "½".isnumeric())
print("a\tb\x00\x7f\u200b\ud800".__repr__(), ascii("é🦊"), "%5.1f|%-6s|%+d|%x|%c" % (3.14159, "ab", 5, 255, "z"))
print("{:>10}|{:^10}|{:*<10}|{:+.2e}|{:#b}|{:,}|{:%}".format("r", "c", "l", 12345.678, 10, 1234567, 0.256))
print("x".join("abc"), "a-b-c".rsplit("-", 1), "abc".partition("b"), "  x ".strip(), "abcabc".replace("b", "", 1), "abc".translate({97: "A", 98: None}))
print("Zeile eins\r\nzwei\x0bdrei".splitlines(), "aXbX".removesuffix("X"), "ab".zfill(5), "abc"[::-1], "abc".find("z"), "hello world".title())
queue = deque([1, 2, 3], maxlen=3)
queue.append(4)
queue.rotate(1)
print(queue, ChainMap({"a": 1}, {"a": 2, "b": 3})["b"], list(OrderedDict(b=1, a=2)), namedtuple("P", "x y")(1, 2))
print("日本語".encode("utf-8"), "日本語".encode("utf-16-le").hex(), b"\xff\xfe".decode("latin-1"), "é".encode("ascii", "replace"), "é".encode("ascii", "xmlcharrefreplace"))
try:
    b"\xff".decode()
except UnicodeDecodeError as error:
    print(error)
