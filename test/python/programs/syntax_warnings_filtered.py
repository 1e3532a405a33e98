# Warnings of the compiler by way of filters: as exceptions, in other files, hidden ones.
import warnings


def attempt(text):
    try:
        compile(text, "given.py", "exec")
    except SyntaxError as error:
        print(type(error).__name__, error.msg, error.filename, error.lineno)
    else:
        print("compiled")


attempt("x = 1\ny = x is 5")
with warnings.catch_warnings(record=True) as caught:
    warnings.simplefilter("always")
    attempt("a = 1\nassert (a, 'b')\n'text'(1)\n[1, 2][a, 3]")
    for one in caught:
        print(one.category.__name__, one.message, one.filename, one.lineno)
with warnings.catch_warnings():
    warnings.simplefilter("error")
    attempt("z = 1\nz is 'a'")
with warnings.catch_warnings():
    warnings.simplefilter("ignore")
    attempt("z is 'a'")
