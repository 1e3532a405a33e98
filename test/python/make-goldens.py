"""What CPython 3.11 says of the snippets in valid.txt and invalid.txt and of some bytes, for goldens.json.

Run it with the CPython 3.11 that is to be followed: python3 make-goldens.py
"""
import _symtable
import ast
import base64
import json
import os
import subprocess
import sys
import tempfile
import warnings

HERE = os.path.dirname(os.path.abspath(__file__))

BYTES = [
    b"x = 1\0\n",
    b"x = 1\nab\0cd\n",
    b'x = """a\n\0\n"""\n',
    b'x = "\xff"\n',
    b'x = 1\ny = "\xe9"\n',
    b"# \xff\n",
    b'x = "\xed\xa0\x80"\n',
    b'x = "a\xc3',
    b'x = 1 2\ny = "\xff"\n',
    b"# coding: nothing\nx = 1\n",
    b"\xef\xbb\xbf# coding: latin-1\nx = 1\n",
    b'# coding: ascii\nx = "\xe9"\n',
    b'# coding: latin-1\nx = "\xe9" 1\n',
    b'#!/usr/bin/python\n# vim: set fileencoding=iso-8859-15 :\nx = "\xa4" 1\n',
    b'# coding: cp1252\nx = "\x81"\n',
    b"\xef\xbb\xbfx = 1 2\n",
    b"x = 1\r\ny = 2 3\r\n",
    b"x = 1\ry = 2 3\r",
    b"x = 1\r\n\r\n  y = 2\r\n",
    b"\x0cif 1:\n  x = = 2\n",
    b"if 1:\n  \x0c  x\n    y z\n",
    b"a\xc2\xa0= 1\n",
    b"a = \x01\n",
    b"x = 1 2",
    b"if 1:",
    b"(" * 201,
    b"[" * 100 + b"\n",
    b"\n".join(b" " * i + b"if x:" for i in range(101)) + b"\n" + b" " * 102 + b"pass\n",
    b"-" * 100000 + b"1\n",
    b"1+" * 20000 + b"1\n",
    b"x." * 20000 + b"x\n",
    b"1" * 5000 + b"\n",
    b"x = [" + b"1," * 3000 + b" 5 6]\n",
    b"a" * 3000 + b" b\n",
]

SHOW = """
import json, sys
def show(kind, error, trace):
    place = [error.lineno, error.offset, error.end_lineno, error.end_offset] if isinstance(error, SyntaxError) else None
    print(json.dumps([kind.__name__, error.msg if place else str(error), place]))
    sys.__excepthook__(kind, error, trace)
sys.excepthook = show
"""


def snippets(name):
    with open(os.path.join(HERE, name), encoding="utf-8") as file:
        return file.read().removesuffix("\n").split("\n=====\n")


def error_of(source, directory):
    path = os.path.join(directory, "bad.py")
    with open(path, "wb") as file:
        file.write(source)
    run = subprocess.run(
        [sys.executable, "bad.py"],
        cwd=directory,
        capture_output=True,
        stdin=subprocess.DEVNULL,
        env={**os.environ, "PYTHONPATH": os.path.join(directory, "site"), "PYTHONIOENCODING": "utf-8"},
    )
    kind, message, place = json.loads(run.stdout.decode().splitlines()[-1])
    plain = subprocess.run([sys.executable, "bad.py"], cwd=directory, capture_output=True, stdin=subprocess.DEVNULL)
    if plain.returncode != 1 or b"Traceback" in plain.stderr:
        raise SystemExit(f"not invalid: {source[:60]!r}")
    return {"type": kind, "message": message, "place": place, "shown": plain.stderr.decode()}


def scopes(table):
    children = [scopes(child) for child in table.children]
    return [table.type, table.name, table.lineno, int(table.nested), table.varnames, table.symbols, children]


def main():
    warnings.simplefilter("ignore")
    valid = []
    for text in snippets("valid.txt"):
        source = text.encode() + b"\n"
        tree = ast.dump(ast.parse(source), include_attributes=True)
        tree = tree.encode("ascii", "backslashreplace").decode()
        valid.append({"source": text, "tree": tree, "scopes": scopes(_symtable.symtable(source, "valid.py", "exec"))})
    invalid = []
    with tempfile.TemporaryDirectory() as directory:
        os.mkdir(os.path.join(directory, "site"))
        with open(os.path.join(directory, "site", "sitecustomize.py"), "w") as file:
            file.write(SHOW)
        for text in snippets("invalid.txt"):
            invalid.append({"source": text, **error_of(text.encode() + b"\n", directory)})
        for source in BYTES:
            invalid.append({"bytes": base64.b64encode(source).decode(), **error_of(source, directory)})
    with open(os.path.join(HERE, "goldens.json"), "w") as file:
        lines = lambda items: ",\n".join(json.dumps(item) for item in items)
        file.write(f'{{"python": "{sys.version.split()[0]}",\n"valid": [\n{lines(valid)}\n],\n"invalid": [\n{lines(invalid)}\n]}}\n')
    print(len(valid), "valid,", len(invalid), "invalid")


main()
