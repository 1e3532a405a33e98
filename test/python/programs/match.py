class Point:
    __match_args__ = ("x", "y")

    def __init__(self, x, y):
        self.x = x
        self.y = y


def kind(value):
    match value:
        case 0 | 1:
            return "small"
        case int(n) if n > 100:
            return f"big {n}"
        case int():
            return "int"
        case "yes" | "no" as answer:
            return f"answer {answer}"
        case str():
            return "str"
        case []:
            return "empty"
        case [x]:
            return f"one {x}"
        case [first, *_, last]:
            return f"from {first} to {last}"
        case {"type": "circle", "r": r, **rest}:
            return f"circle {r} {rest}"
        case {"type": t}:
            return f"type {t}"
        case Point(0, y=0):
            return "origin"
        case Point(x, y) if x == y:
            return f"diagonal {x}"
        case Point(x=a):
            return f"point {a}"
        case None:
            return "none"
        case -1.5 | 2j:
            return "number"
        case _:
            return "other"


for value in (0, 1, 7, 101, True, "yes", "hm", [], [1], (1, 2, 3), {"type": "circle", "r": 2, "z": 1}, {"type": "square"}, Point(0, 0), Point(3, 3), Point(1, 2), None, -1.5, 2j, b"bytes", range(3), set()):
    print(repr(value) if not isinstance(value, Point) else "Point", "->", kind(value))


class Colour:
    RED = 1


match 1:
    case Colour.RED:
        print("red")
match {"a": {"b": [1, {"c": 2}]}}:
    case {"a": {"b": [_, {"c": c}]}}:
        print(c)
try:
    match Point(1, 2):
        case Point(1, 2, 3):
            pass
except TypeError as error:
    print(error)
try:
    match 5:
        case int(1, 2):
            pass
        case list.append():
            pass
except TypeError as error:
    print(error)
