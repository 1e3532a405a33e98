class Box:
    def __init__(self):
        self.data = {"a": [1, 2, 3]}


def show(box, i):
    return box.data["a"][i] + box.data["b"][i] * 2


try:
    show(Box(), 1)
except KeyError as error:
    import traceback
    traceback.print_exception(error)
x = Box()
value = x.data["a"][1] + x.missing + 5
