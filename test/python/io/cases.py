"""Prints what CPython's files answer to random series of calls, one JSON array on a line:

    [kind, arguments, keywords, contents before, [[method, arguments, outcome], …], contents after]

Contents are those of the file that `open` works on, null for files in memory. python3 cases.py COUNT SEED. The goldens are
`python3 cases.py 400 1 > goldens.jsonl`; only CPython 3.11 should make them. values.ts of ../text has the form of values.
"""
import io
import json
import os
import random
import sys
import tempfile

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), "../text"))
from cases import Random, value_out  # noqa: E402

LINES = ["a\n", "bc\n", "\n", "déf\n", "x\r\n", "y\r", "中\n", "😀z\n", "last", "tab\t\n", "long " * 4 + "\n"]
SIZES = [None, -1, 0, 1, 2, 3, 5, 100]


def outcome(work):
    try:
        return value_out(plain(work()))
    except Exception as error:
        return {"error": shown(error)}


def shown(error):
    """Exceptions with fields are known by those: their texts are made elsewhere."""
    name = type(error).__name__
    if isinstance(error, (UnicodeDecodeError, UnicodeEncodeError)):
        return [name, None, value_out((error.start, error.end, error.reason))]
    return [name, "errno %d" % error.errno if isinstance(error, OSError) and error.errno else str(error)]


def plain(value):
    return len(value) if isinstance(value, memoryview) else value


def text_of(r):
    return "".join(r.choice(LINES) for _ in range(r.randrange(5)))


def steps_for(r, binary, places):
    for _ in range(r.randrange(2, 9)):
        data = text_of(r) if r.random() < 0.8 else r.choice(["", "q"])
        yield r.choice([
            ("read", r.choice([[], [r.choice(SIZES)]])),
            ("read", [r.choice(SIZES)]),
            ("readline", r.choice([[], [r.choice(SIZES)]])),
            ("readline", []),
            ("readlines", r.choice([[], [4]])),
            ("write", [data.encode() if binary else data]),
            ("write", [data.encode() if binary else data]),
            ("writelines", [[b"l1\n", b"l2"] if binary else ["l1\n", "l2"]]),
            ("write", [r.choice([3, "s", b"b"])]),
            ("tell", []),
            ("seek", [0]),
            ("seek", [r.choice(places)]),
            ("seek", [0, 2]),
            ("seek", r.choice([[-1], [1, 1], [0, 1], [0, 5]])),
            ("truncate", r.choice([[], [2], [0]])),
            ("flush", []),
            ("readable", []),
            ("writable", []),
            ("seekable", []),
            ("closed", None),
            ("newlines", None),
            ("encoding", None),
            ("mode", None),
            ("line_buffering", None),
            ("isatty", []),
            ("close", []) if r.random() < 0.15 else ("tell", []),
            ("getvalue", []),
            ("read1", [r.choice([1, 3, 50])]),
            ("peek", []) if r.random() < 0.2 else ("tell", []),
            ("detach", []) if r.random() < 0.05 else ("flush", []),
        ])


def case(r, path):
    kind = r.choice(["BytesIO", "StringIO", "open", "open", "open"])
    before = None
    keywords = {}
    if kind == "BytesIO":
        args = r.choice([[], [text_of(r).encode()], [None]])
        binary = True
        make = io.BytesIO
    elif kind == "StringIO":
        args = r.choice([[], [text_of(r)], [text_of(r), r.choice([None, "", "\n", "\r", "\r\n"])]])
        binary = False
        make = io.StringIO
    else:
        mode = r.choice(["r", "w", "a", "r+", "w+", "a+", "rb", "wb", "ab", "r+b", "w+b", "x", "rt", "rw", "z"])
        binary = "b" in mode
        args = [None, mode]
        if not binary:
            keywords = r.choice([{}, {}, {"newline": r.choice(["", "\n", "\r", "\r\n"])}, {"encoding": r.choice(["utf-8", "latin-1", "utf-16", "ascii"])}, {"encoding": "utf-8", "errors": r.choice(["replace", "ignore", "surrogateescape"])}])
        elif r.random() < 0.3:
            keywords = {"buffering": r.choice([0, 2, 16])}
        before = text_of(r).encode(r.choice(["utf-8", "utf-8", "latin-1", "utf-16"]), "replace")
        with open(path, "wb") as file:
            file.write(before)
        make = open
    given = [path if a is None and kind == "open" else a for a in args]
    played = []
    try:
        file = make(*given, **keywords)
    except Exception as error:
        played.append(["make", [], {"error": shown(error)}])
        file = None
    keep_apart = kind == "open" and "+" in args[1]
    places = [0, 1, 2, 3, 7]
    for name, arguments in steps_for(r, binary, places) if file is not None else ():
        if arguments is None:
            result = outcome(lambda: getattr(file, name))
        elif name == "detach":
            result = outcome(lambda: file.detach() and None)
        else:
            result = outcome(lambda: getattr(file, name)(*arguments))
        # CPython's read1 does not write what waits first: where a file that is also read goes on is luck.
        if name in ("write", "writelines") and keep_apart:
            played.append([name, [value_out(a) for a in arguments], result])
            name, arguments = "seek", [0]
            result = outcome(lambda: file.seek(0))
        # Places within what was decoded so far are CPython's own affair.
        if name == "tell" and isinstance(result, dict) and "i" in result:
            continue
        if name == "tell" and isinstance(result, int):
            places.append(result)
        played.append([name, None if arguments is None else [value_out(a) for a in arguments], result])
    if file is not None:
        try:
            file.close()
        except Exception:
            pass
    after = None
    if kind == "open":
        with open(path, "rb") as file:
            after = file.read().hex()
    return [kind, [value_out(a) for a in args], {k: value_out(v) for k, v in keywords.items()}, None if before is None else before.hex(), played, after]


def main():
    r = Random(int(sys.argv[2]))
    with tempfile.TemporaryDirectory() as directory:
        path = os.path.join(directory, "file")
        for _ in range(int(sys.argv[1])):
            print(json.dumps(case(r, path)))


if __name__ == "__main__":
    main()
