"""SyntaxErrors of what a program compiles itself: places, lines, and what is shown of a text that is no file."""
import traceback

TEXTS = (
    "a b",
    "x = 1\na b\n",
    "a = (1,\n b c)\n",
    "a = 'é' b",
    "return 1",
    "def f(a, a): pass",
    "f'{a b}'",
    "f'{a!x}' + 1",
    "f'' = 3",
    "del f''",
    "f'{yield}'",
    "# coding: latin-1\nx = 'é",
    "if x:\ny",
    "  x",
    "(1",
    "1 +",
    "x = 1",
    "import os",
    "1;",
    "*a",
    "",
    "# nothing",
    "1\n2",
    "print 'a'",
    "await x",
)
for mode in ("exec", "eval"):
    for text in TEXTS:
        try:
            compile(text, "<string>", mode)
            print(mode, repr(text), "is fine")
        except SyntaxError as error:
            print(mode, error.msg, error.lineno, error.offset, error.end_lineno, error.end_offset, repr(error.text))
            print(*traceback.format_exception_only(error), end="")
for work in (lambda: eval("2 +"), lambda: exec("a = = 1"), lambda: eval("é é")):
    try:
        work()
    except SyntaxError as error:
        print(error, repr(error.text))
exec("# coding: latin-1\nprint('é')")
exec("# coding: latin-1\nprint('é')".encode())
