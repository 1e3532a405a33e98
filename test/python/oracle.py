"""Prints what CPython makes of files of its own library, one JSON object on a line: file, tree, scopes.

python3 oracle.py        all files
python3 oracle.py N S    N of them, chosen by seed S
"""
import _symtable
import ast
import json
import os
import random
import sys
import warnings

LEFT_OUT = {"site-packages", "test", "tests", "__pycache__"}


def files():
    root = os.path.dirname(os.__file__)
    for directory, below, names in os.walk(root):
        below[:] = sorted(set(below) - LEFT_OUT)
        for name in sorted(names):
            if name.endswith(".py"):
                yield os.path.join(directory, name)


def scopes(table):
    children = [scopes(child) for child in table.children]
    return [table.type, table.name, table.lineno, int(table.nested), table.varnames, table.symbols, children]


def main():
    warnings.simplefilter("ignore")
    chosen = list(files())
    if len(sys.argv) > 2:
        chosen = random.Random(int(sys.argv[2])).sample(chosen, int(sys.argv[1]))
    for file in chosen:
        with open(file, "rb") as source:
            text = source.read()
        try:
            tree = ast.dump(ast.parse(text), include_attributes=True)
        except SyntaxError:
            continue
        tree = tree.encode("ascii", "backslashreplace").decode()
        print(json.dumps({"file": file, "tree": tree, "scopes": scopes(_symtable.symtable(text, file, "exec"))}))


main()
