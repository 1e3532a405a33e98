try:
    raise ExceptionGroup("several", [ValueError(1), TypeError("t"), ExceptionGroup("inner", [ValueError(2), KeyError("k")])])
except* ValueError as group:
    print("values", group.exceptions, group.message)
except* TypeError as group:
    print("types", group.exceptions)
except* KeyError as group:
    print("keys", group.exceptions)
try:
    try:
        raise ExceptionGroup("eg", [ValueError("v"), OSError("o")])
    except* ValueError:
        print("one part")
except ExceptionGroup as rest:
    print("left", rest.exceptions)
try:
    try:
        raise ValueError("plain")
    except* ValueError as group:
        print(repr(group))
        raise KeyError("new")
except ExceptionGroup as error:
    print(repr(error))
g = ExceptionGroup("g", [ValueError(1), TypeError(2), ExceptionGroup("h", [ValueError(3)])])
print(g.split(ValueError))
print(g.subgroup(lambda e: isinstance(e, TypeError)))
print(g.derive([ValueError(9)]))
for wrong in (lambda: ExceptionGroup("x", []), lambda: ExceptionGroup("x", [1]), lambda: ExceptionGroup(1, [ValueError()]), lambda: ExceptionGroup("x", [KeyboardInterrupt()])):
    try:
        wrong()
    except (TypeError, ValueError) as error:
        print(error)
print(repr(BaseExceptionGroup("b", [ValueError()])), type(BaseExceptionGroup("b", [ValueError()])).__name__)
