def tried(f):
    try:
        f()
    except ZeroDivisionError as error:
        print("zero", error)
        return "handled"
    except (KeyError, IndexError) as error:
        print(type(error).__name__, error, error.args)
    else:
        print("else")
    finally:
        print("finally")
    return "end"


print(tried(lambda: 1 / 0))
print(tried(lambda: {}["k"]))
print(tried(lambda: [][1]))
print(tried(lambda: None))


def nested():
    for i in range(3):
        try:
            if i == 1:
                continue
            if i == 2:
                break
            print("body", i)
        finally:
            print("cleanup", i)
    try:
        return "from try"
    finally:
        print("before return")


print(nested())


def override():
    try:
        raise ValueError("lost")
    finally:
        return "kept"


print(override())
try:
    try:
        raise ValueError("first")
    except ValueError as error:
        raise KeyError("second") from error
except KeyError as error:
    print(repr(error), repr(error.__cause__), error.__suppress_context__)
try:
    try:
        raise ValueError("first")
    except ValueError:
        raise KeyError("second")
except KeyError as error:
    print(repr(error.__context__), error.__cause__)
try:
    error
except NameError as problem:
    print(problem)


class Mine(Exception):
    def __init__(self, code, *rest):
        super().__init__(code, *rest)
        self.code = code

    def __str__(self):
        return f"code {self.code}"


try:
    raise Mine(7, "x")
except Mine as mine:
    print(mine, mine.args, repr(mine), mine.code)
try:
    raise Mine
except TypeError as error:
    print(error)
try:
    raise 5
except TypeError as error:
    print(error)
try:
    raise ValueError from 5
except TypeError as error:
    print(error)
try:
    assert 1 == 2, "message"
except AssertionError as error:
    print(repr(error))
e = ValueError("a", "b")
e.add_note("a note")
print(e, e.__notes__, str(KeyError("x")), str(OSError(2, "No such file", "f")), repr(OSError(2, "gone")))
print(type(OSError(13, "denied")).__name__, StopIteration(5).value, SystemExit(3).code)


def reraise():
    try:
        raise ValueError("again")
    except ValueError:
        try:
            raise
        except ValueError as inner:
            print("inner", inner)
        raise


try:
    reraise()
except ValueError as error:
    print("outer", error, error.__context__)
try:
    raise
except RuntimeError as error:
    print(error)
