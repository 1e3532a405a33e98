"""Prints what CPython answers to random questions about str, bytes, bytearray and memoryview, one JSON array on a line:

    [receiver, operation, arguments, keywords, outcome]

python3 cases.py COUNT SEED. The goldens are `python3 cases.py 2400 1 > goldens.jsonl`; only CPython 3.11 should make them.
An outcome is a value or {"error": [type, message]}. values.ts has the same form of values.
"""
import json
import operator
import random
import sys
import warnings

warnings.simplefilter("ignore")

ASCII = "abcXYZ019 _-+.,:%{}'\"\\\t\n\r\x0b\x0c\x1c\x1f\x00\x7f"
LATIN = "éÉßÿµªº²¼ÀÖ×÷\x85\xa0\xadŸ"
WIDE = "ΣσςαΑİıǅǆŉŐőΐﬁﬃԵևև中文가א٠٣५①Ⅷⅷ\u0301\u0345ʰ\u1680\u2003\u2028\u2029\u3000\u200b\ufeffẞỿᾳᾼ"
ASTRAL = "😀𝐀𝟘𐐀𐐨𞤀𞤢𠀀\U0001f1e6\U000e0001\U0010ffff"
LONE = "\ud800\udc00\udbff\udfff\udc80\udcff"

KINDS = [ASCII, "ab", ASCII + LATIN, "aéb ", ASCII + LATIN + WIDE, WIDE, ASCII + ASTRAL, "a😀é中", ASTRAL + WIDE, "aΣ .σ", "a" + LONE]


def value_out(v):
    if v is None or v is True or v is False:
        return v
    if isinstance(v, int):
        return v if abs(v) < 2**53 else {"i": str(v)}
    if isinstance(v, float):
        return {"f": repr(v)}
    if isinstance(v, str):
        return {"c": list(map(ord, v))} if any(0xD800 <= ord(c) < 0xE000 for c in v) else v
    if isinstance(v, bytes):
        return {"b": v.hex()}
    if isinstance(v, bytearray):
        return {"ba": v.hex()}
    if isinstance(v, memoryview):
        return {"mv": v.tobytes().hex()}
    if isinstance(v, tuple):
        return {"t": [value_out(x) for x in v]}
    if isinstance(v, list):
        return [value_out(x) for x in v]
    if isinstance(v, slice):
        return {"sl": [value_out(x) for x in (v.start, v.stop, v.step)]}
    if isinstance(v, dict):
        return {"d": [[value_out(k), value_out(x)] for k, x in v.items()]}
    raise TypeError(type(v))


OPERATORS = {
    "getitem": lambda a, b: a[b],
    "add": lambda a, b: a + b,
    "mul": lambda a, b: a * b,
    "contains": lambda a, b: b in a,
    "eq": lambda a, b: a == b,
    "ne": lambda a, b: a != b,
    "lt": lambda a, b: a < b,
    "le": lambda a, b: a <= b,
    "gt": lambda a, b: a > b,
    "ge": lambda a, b: a >= b,
    "mod": lambda a, b: a % b,
    "len": lambda a: len(a),
    "repr": lambda a: repr(a),
    "str": lambda a: str(a),
    "ascii": lambda a: ascii(a),
    "format": lambda a, b: a.__format__(b),
    "iter": lambda a: list(a),
    "setitem": lambda a, b, c: a.__setitem__(b, c),
    "delitem": lambda a, b: a.__delitem__(b),
    "iadd": operator.iadd,
    "imul": operator.imul,
}


def answer(receiver, operation, args, keywords):
    try:
        if operation == "view":
            return value_out(view_answer(receiver, args))
        if operation == "template":
            return value_out(receiver.format(*args, **keywords))
        if operation in OPERATORS:
            return value_out(OPERATORS[operation](receiver, *args))
        return value_out(getattr(receiver, operation)(*args, **keywords))
    except Exception as error:
        shown = [type(error).__name__, str(error)]
        if isinstance(error, (UnicodeDecodeError, UnicodeEncodeError)):
            shown.append(value_out((error.start, error.end, error.reason)))
        return {"error": shown}


class Random(random.Random):
    def text(self, most=12, kind=None):
        alphabet = kind or self.choice(KINDS)
        length = self.choice([0, 1, 2, self.randrange(most), self.randrange(most)])
        return "".join(self.choice(alphabet) for _ in range(length))

    def part(self, text):
        """Something that is probably in the text."""
        if self.random() < 0.35:
            return self.text(4)
        start = self.randrange(len(text) + 1)
        return text[start : start + self.choice([0, 1, 1, 2, 3])]

    def place(self):
        return self.choice([None, 0, 1, 2, -1, -2, 5, -20, 20, self.randrange(-12, 12), 2**70, -(2**70)])

    def ends(self):
        return [self.place() for _ in range(self.choice([0, 0, 1, 2]))]

    def odd(self):
        """What most methods refuse."""
        return self.choice([None, 1, 1.5, b"a", "a", (), ["x"], True])

    def slice(self):
        return slice(self.place(), self.place(), self.choice([None, None, 1, 2, -1, -2, 3, 0, 2**70, -(2**70)]))

    def data(self, most=12):
        alphabet = self.choice([b"ab", b"abcXYZ 019\t\n\r\x0b\x0c\x1c", bytes(range(256)), b"\x00\xff"])
        length = self.choice([0, 1, 2, self.randrange(most), self.randrange(most)])
        return bytes(self.choice(alphabet) for _ in range(length))

    def data_part(self, data):
        if self.random() < 0.35:
            part = self.data(4)
        else:
            start = self.randrange(len(data) + 1)
            part = data[start : start + self.choice([0, 1, 1, 2, 3])]
        return self.choice([bytes, bytes, bytearray, memoryview])(part)


def text_case(r):
    s = r.text(r.choice([6, 12, 40]))
    operation = r.choice(TEXT_OPERATIONS)
    args, keywords = text_arguments(r, s, operation)
    if args and r.random() < 0.06:
        args[r.randrange(len(args))] = r.odd()
    if r.random() < 0.02 and operation not in OPERATORS:
        args.append(r.odd())
    return s, operation, args, keywords


PREDICATES = "isalnum isalpha isascii isdecimal isdigit isidentifier islower isnumeric isprintable isspace istitle isupper".split()
FORMS = "upper lower title capitalize swapcase casefold".split()
SEARCHES = "find rfind index rindex count startswith endswith".split()
TEXT_OPERATIONS = (
    PREDICATES + FORMS * 2 + SEARCHES * 3
    + "split rsplit splitlines expandtabs partition rpartition strip lstrip rstrip center ljust rjust zfill".split() * 2
    + "replace join removeprefix removesuffix translate encode format".split() * 3
    + "getitem getitem getitem add mul contains eq ne lt le gt ge len repr repr str ascii iter mod".split() * 2
)


def text_arguments(r, s, operation):
    part = r.part(s)
    if operation in SEARCHES:
        if operation in ("startswith", "endswith") and r.random() < 0.3:
            part = tuple(r.part(s) for _ in range(r.randrange(4)))
        return [part] + r.ends(), {}
    if operation in ("split", "rsplit"):
        args = r.choice([[], [None], [part], [part, r.choice([-1, 0, 1, 2, 3])], [None, r.choice([-1, 0, 1, 2])]])
        return (args, {}) if r.random() < 0.7 else ([], r.choice([{"sep": part}, {"maxsplit": 1}, {"sep": None, "maxsplit": 2}, {"x": 1}]))
    if operation == "splitlines":
        return r.choice([([], {}), ([True], {}), ([], {"keepends": True}), ([0], {})])
    if operation == "expandtabs":
        return r.choice([([], {}), ([4], {}), ([], {"tabsize": 1}), ([0], {}), ([-1], {})])
    if operation in ("partition", "rpartition", "removeprefix", "removesuffix", "contains"):
        return [part], {}
    if operation in ("strip", "lstrip", "rstrip"):
        return r.choice([[], [None], [r.text(5)], [s[:2] + s[-2:]]]), {}
    if operation in ("center", "ljust", "rjust"):
        return [r.randrange(-2, 20)] + r.choice([[], [r.text(2)], ["*"], ["é"], ["😀"]]), {}
    if operation == "zfill":
        return [r.randrange(-2, 20)], {}
    if operation == "replace":
        return [part, r.text(4)] + r.choice([[], [], [-1], [0], [1], [2]]), {}
    if operation == "join":
        parts = [r.text(5) for _ in range(r.randrange(5))]
        if r.random() < 0.1:
            parts.append(r.odd())
        return [r.choice([list, tuple])(parts)], {}
    if operation == "translate":
        table = {ord(c): r.choice([None, "", "x", "éé", "😀", 65, 0x4E2D]) for c in s[: r.randrange(4)]}
        if r.random() < 0.1 and s:
            table[ord(s[0])] = r.choice([b"", 2**31, -1, 1.5])
        return [table], {}
    if operation == "encode":
        encoding = r.choice(["utf-8", "utf8", "latin-1", "ascii", "utf-16", "utf-16-le", "utf-16-be", "utf-32", "utf-32-le", "utf-32-be", "iso-8859-1", "UTF-8", "U8", "us-ascii"])
        handler = r.choice(["strict", "strict", "ignore", "replace", "backslashreplace", "xmlcharrefreplace", "surrogateescape", "surrogatepass", "namereplace"])
        return r.choice([([], {}), ([encoding], {}), ([encoding, handler], {}), ([encoding, handler], {}), ([encoding, handler], {}), ([], {"errors": handler})])
    if operation == "format":
        return [r.choice(["", ">5", "^9", "é<4", ".2", "*>7.1s", "d", "=5", "+", r.text(3)])], {}
    if operation == "getitem":
        return [r.choice([r.randrange(-6, 6), r.slice(), r.slice()])], {}
    if operation == "add":
        return [r.text()], {}
    if operation == "mul":
        return [r.randrange(-1, 5)], {}
    if operation in ("eq", "ne", "lt", "le", "gt", "ge"):
        return [r.choice([s, s[:-1], s + "a", r.text(), part])], {}
    if operation == "mod":
        return [r.choice([r.text(3), (), (r.text(3),), 5, (1, 2), {"a": 1}])], {}
    return [], {}


BYTES_OPERATIONS = (
    "isalnum isalpha isascii isdigit islower isspace istitle isupper upper lower title capitalize swapcase".split()
    + SEARCHES * 3
    + "split rsplit splitlines expandtabs partition rpartition strip lstrip rstrip center ljust rjust zfill".split() * 2
    + "replace join removeprefix removesuffix translate decode decode decode hex".split() * 3
    + "getitem getitem getitem add mul contains eq ne lt le gt ge len repr iter".split() * 2
)
CHANGES = "append insert extend pop remove reverse clear copy setitem setitem delitem iadd imul".split() * 6


def bytes_case(r):
    data = r.data(r.choice([6, 12, 40]))
    kind = r.choice([bytes, bytes, bytearray])
    operation = r.choice(BYTES_OPERATIONS + CHANGES if kind is bytearray else BYTES_OPERATIONS)
    args, keywords = bytes_arguments(r, data, operation)
    if args and r.random() < 0.06:
        args[r.randrange(len(args))] = r.odd()
    if r.random() < 0.02 and operation not in OPERATORS:
        args.append(r.odd())
    return kind(data), operation, args, keywords


def bytes_arguments(r, data, operation):
    part = r.data_part(data)
    if operation in SEARCHES:
        if operation in ("startswith", "endswith"):
            part = tuple(r.data_part(data) for _ in range(r.randrange(4))) if r.random() < 0.3 else part
        elif r.random() < 0.2:
            part = r.choice([97, 0, 255, 256, -1])
        return [part] + r.ends(), {}
    if operation in ("split", "rsplit"):
        args = r.choice([[], [None], [part], [part, r.choice([-1, 0, 1, 2, 3])], [None, r.choice([-1, 0, 1, 2])]])
        return (args, {}) if r.random() < 0.8 else ([], r.choice([{"sep": part}, {"maxsplit": 1}, {"x": 1}]))
    if operation == "splitlines":
        return r.choice([([], {}), ([True], {}), ([], {"keepends": True})])
    if operation == "expandtabs":
        return r.choice([([], {}), ([4], {}), ([], {"tabsize": 1}), ([0], {})])
    if operation in ("partition", "rpartition", "removeprefix", "removesuffix", "extend", "iadd"):
        return [part], {}
    if operation == "contains":
        return [r.choice([part, 97, 300])], {}
    if operation in ("strip", "lstrip", "rstrip"):
        return r.choice([[], [None], [r.data(5)], [data[:2] + data[-2:]]]), {}
    if operation in ("center", "ljust", "rjust"):
        return [r.randrange(-2, 20)] + r.choice([[], [r.data(2)], [b"*"], [bytearray(b"-")]]), {}
    if operation == "zfill":
        return [r.randrange(-2, 20)], {}
    if operation == "replace":
        return [part, r.data(4)] + r.choice([[], [], [-1], [0], [1], [2]]), {}
    if operation == "join":
        parts = [r.data_part(data) for _ in range(r.randrange(5))]
        if r.random() < 0.1:
            parts.append(r.odd())
        return [r.choice([list, tuple])(parts)], {}
    if operation == "translate":
        table = r.choice([None, bytes(range(255, -1, -1)), bytes(range(256)), b"short"])
        return r.choice([([table], {}), ([table, part], {}), ([table], {"delete": part})])
    if operation == "decode":
        encoding = r.choice(["utf-8", "utf-8", "latin-1", "ascii", "utf-16", "utf-16-le", "utf-16-be", "utf-32", "utf-32-le", "utf-32-be"])
        handler = r.choice(["strict", "strict", "ignore", "replace", "backslashreplace", "surrogateescape", "surrogatepass"])
        return r.choice([([], {}), ([encoding], {}), ([encoding, handler], {}), ([encoding, handler], {}), ([], {"errors": handler})])
    if operation == "hex":
        return r.choice([([], {}), ([":"], {}), (["-", 2], {}), ([" ", -3], {}), ([], {"sep": b"_"}), (["ab"], {}), (["\xe9"], {})])
    if operation in ("append", "remove"):
        return [r.choice([97, 0, 255, 256, -1, data[0] if data else 0])], {}
    if operation == "insert":
        return [r.randrange(-5, 15), r.choice([97, 256])], {}
    if operation == "pop":
        return r.choice([[], [0], [-1], [3], [-30]]), {}
    if operation in ("getitem", "delitem"):
        return [r.choice([r.randrange(-6, 6), r.slice(), r.slice()])], {}
    if operation == "setitem":
        if r.random() < 0.3:
            return [r.randrange(-6, 6), r.choice([97, 256, 0])], {}
        return [r.slice(), r.choice([r.data(5), bytearray(r.data(5)), [97, 98], (), 5, [300], part])], {}
    if operation == "add":
        return [r.choice([r.data(), bytearray(r.data())])], {}
    if operation in ("mul", "imul"):
        return [r.randrange(-1, 5)], {}
    if operation in ("eq", "ne", "lt", "le", "gt", "ge"):
        return [r.choice([data, data[:-1], bytearray(data), data + b"a", r.data(), memoryview(data)])], {}
    return [], {}


def utf_case(r):
    """Nearly well-formed text in an encoding."""
    encoding = r.choice(["utf-8", "utf-8", "utf-8", "utf-16-le", "utf-16", "utf-32-be"])
    data = bytearray(r.text(8, r.choice(["aé中😀", WIDE + ASTRAL, LONE + "a"])).encode(encoding, "surrogatepass"))
    for _ in range(r.choice([0, 1, 1, 2])):
        if data:
            at = r.randrange(len(data))
            if r.random() < 0.4:
                del data[at]
            else:
                data[at] = r.choice([0x80, 0xBF, 0xC0, 0xC2, 0xE0, 0xED, 0xF0, 0xF4, 0xF8, 0xFF, 0x41, 0xD8, 0xDC])
    handler = r.choice(["strict", "strict", "ignore", "replace", "backslashreplace", "surrogateescape", "surrogatepass"])
    return bytes(data), "decode", [encoding, handler], {}


VIEW_FORMATS = ["B", "b", "c", "h", "H", "i", "I", "l", "Q", "f", "d", "?", "@h", "x", "2B", "q"]


def view_case(r):
    """A view, cast and cut, of which everything is asked."""
    data = bytes(r.randrange(256) for _ in range(r.choice([0, 4, 8, 16, 24])))
    steps = []
    for _ in range(r.randrange(4)):
        steps.append(r.choice([
            ["cast", r.choice(VIEW_FORMATS)],
            ["cast", r.choice(["B", "b", "h", "i"])],
            ["cast", "B", r.choice([(2, 2), (4, 2), (2, 2, 2), (8,), (1,), (2, 0), (-1,)])],
            ["getitem", slice(r.place(), r.place(), r.choice([None, 1, 2, -1, -3, 0]))],
            ["getitem", r.choice([0, -1, 3, 100, (0, 1), (1,), (1, 0, 0), "a", None])],
            ["toreadonly"],
            ["setitem", r.choice([0, -1, 2, (0, 1), slice(0, 2), slice(None, None, 2)]), r.choice([0, 1, 255, 300, -1, b"ab", b"a", bytearray(4), 1.5, "a"])],
        ]))
    return bytearray(data), "view", steps, {}


def view_answer(receiver, steps):
    view = memoryview(receiver)
    for name, *args in steps:
        if name == "setitem":
            view[args[0]] = args[1]
        elif name == "getitem":
            view = view[args[0]]
        elif name == "cast":
            view = view.cast(*args)
        else:
            view = view.toreadonly()
        if not isinstance(view, memoryview):
            return view
    facts = [view.format, view.itemsize, view.ndim, view.shape, view.strides, view.nbytes, view.readonly, view.c_contiguous, view.f_contiguous]
    return [*facts, view.tobytes(), view.tolist(), len(view), view.hex(), view == view.tobytes(), bytes(view)]


PERCENTS = "%s %r %a %d %i %x %X %o %c %% %5s %-5s| %.2s %5.1s %05d %+d %-6d| %#x %#o %.3d %e %.2f %g %8.3f %(a)s %(b)d %*d %.*f %q % %ld %5% %(a".split(" ") + ["% d", "%(a)5s", "%5c", "%-5c|"]
PERCENT_VALUES = ["abc", "é", "😀", 5, -7, 0, 255, 2**70, 1.5, -0.25, None, True, (), (1,), b"x", "ab", 300, 1114112, -1]


def percent_case(r):
    template = "".join(r.choice([r.choice(PERCENTS), r.choice(PERCENTS), r.text(3, "aé 😀")]) for _ in range(r.randrange(1, 4)))
    values = r.choice([
        tuple(r.choice(PERCENT_VALUES) for _ in range(r.randrange(4))),
        r.choice(PERCENT_VALUES),
        {"a": r.choice(PERCENT_VALUES), "b": 3},
    ])
    if r.random() < 0.3:
        value = {k.encode(): v for k, v in values.items()} if isinstance(values, dict) else values
        return template.encode(), "mod", [value], {}
    return template, "mod", [values], {}


TEMPLATES = "{} {} {0} {1} {a} {b} {{ }} {:>5} {:<6}| {:^7} {:x>5} {!r} {!s:>4} {!a} {0!r} {:{}} {:{b}} {0[0]} {a[k]} {0[x]} {:d} {:5.1f} {:+} {:,} {:.2} {a!x} {0.} {0[} {0 {!r:^{b}}".split(" ") + ["{", "}", "{0!", "{ }", "{:05}", "{:05d}", "{:_<8}", "{:=+5}", "{:{a}{b}}", "{:é^5}"]


def template_case(r):
    template = "".join(r.choice([r.choice(TEMPLATES), r.choice(TEMPLATES), r.text(3, "aé 😀")]) for _ in range(r.randrange(1, 4)))
    args = [r.choice(["abc", "é😀", 5, -7, 2**40, 1.5, (1, 2), "x", None]) for _ in range(r.randrange(4))]
    keywords = r.choice([{}, {"a": r.choice(["s", 3, {"k": 1}]), "b": 8}, {"b": 4}])
    return template, "template", args, keywords


def case(r):
    choose = r.random()
    for share, make in ((0.5, text_case), (0.3, bytes_case), (0.06, utf_case), (0.05, view_case), (0.07, percent_case), (1, template_case)):
        if choose < share:
            return make(r)
        choose -= share


def main():
    count, seed = int(sys.argv[1]), int(sys.argv[2])
    wanted = sys.argv[3].split(",") if len(sys.argv) > 3 else None
    r = Random(seed)
    while count > 0:
        receiver, operation, args, keywords = case(r)
        if wanted and operation not in wanted:
            continue
        given = [value_out(receiver), operation, [value_out(a) for a in args], {k: value_out(v) for k, v in keywords.items()}]
        result = answer(receiver, operation, args, keywords)
        # What may have changed is shown as well.
        print(json.dumps(given + [[result, value_out(receiver)] if isinstance(receiver, bytearray) else result]))
        count -= 1


if __name__ == "__main__":
    main()
