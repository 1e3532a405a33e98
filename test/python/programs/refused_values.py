"""What conversions and searches refuse, and in which words; bytes that are no UTF-8."""
import random


def show(function, *values):
    try:
        print(repr(function(*values)))
    except Exception as problem:
        print(type(problem).__name__, problem, problem.args)


TEXTS = [
    "x", "", "  ", "12a", "+", "-", "1_000", "1__0", "_1", "1_", "0x1f", " 12 ", "\n12\t", "\x1c5", "12 3", "é", "٣",
    "x" * 48, "x" * 49, "x" * 300, "\0", "1\0", "'", "\"'", "9" * 20, "1e5", "--1", "inf", "-nan", "Infinity", "infx",
    "none", "e5", "1e", "1e5x", "i", "n", " z", "\x1cz", "1.5.2", ".", "1_0.5", "_1.0",
]
for text in TEXTS:
    show(int, text)
    show(int, text, 10)
    show(int, text, 16)
    show(float, text)


class Silent:
    def __repr__(self):
        raise KeyError("no words")


show([1].index, 2)
show([1, "é"].index, "é'")
show([].remove, 3)
show([1].index, Silent())


def unpacked(values):
    a, b = values


for values in [(1,), (1, 2, 3), [], iter([1])]:
    show(unpacked, values)

choose = random.Random(5)
for _ in range(150):
    RANGES = [(0, 128), (0x80, 0x100), (0x100, 0x800), (0xE000, 0x10000), (0x10000, 0x110000)]
    text = "".join(chr(choose.randrange(*choose.choice(RANGES))) for _ in range(choose.randrange(7)))
    encoded = bytearray(text.encode())
    assert encoded.decode() == bytes(encoded).decode() == text
    if encoded:
        encoded[choose.randrange(len(encoded))] ^= 1 << choose.randrange(8)
    show(bytes(encoded).decode)
for encoded in [b"\xc3", b"\xc0\x80", b"\xed\xa0\x80", b"\xf4\x90\x80\x80", b"\xe0\x80\x80", b"\xf0\x80\x80\x80", b"\xf5\x80"]:
    show(encoded.decode)

table = str.maketrans({"a": "xyz", "b": None, "c": 0x1F600, "d": "é"})
print("abcde".translate(table), "dcba".translate(table), "é".translate({0xE9: "e"}))
