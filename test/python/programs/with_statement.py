class Manager:
    def __init__(self, name, swallow=False):
        self.name = name
        self.swallow = swallow

    def __enter__(self):
        print("enter", self.name)
        return self.name

    def __exit__(self, kind, value, traceback):
        print("exit", self.name, kind and kind.__name__, value)
        return self.swallow


with Manager("a") as a, Manager("b") as b:
    print(a, b)
with (
    Manager("c", True),
    Manager("d"),
):
    raise ValueError("inside")


def early():
    with Manager("e"):
        return "returned"


print(early())
for i in range(2):
    with Manager(f"loop{i}"):
        if i == 0:
            continue
        break
try:
    with Manager("f"):
        1 / 0
except ZeroDivisionError as error:
    print("outside", error)


class Broken:
    def __enter__(self):
        return self


for thing in (Broken(), 5):
    try:
        with thing:
            print("never")
    except (AttributeError, TypeError) as error:
        print(type(error).__name__, error)


class Raises:
    def __enter__(self):
        return self

    def __exit__(self, *args):
        raise KeyError("in exit")


try:
    with Raises():
        raise ValueError("in body")
except KeyError as error:
    print(repr(error), repr(error.__context__))
