"""JSON written and read by a program in Python."""


def encode(value, out):
    if value is None:
        out.append("null")
    elif value is True:
        out.append("true")
    elif value is False:
        out.append("false")
    elif isinstance(value, str):
        out.append('"')
        out.append(value.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n"))
        out.append('"')
    elif isinstance(value, (int, float)):
        out.append(repr(value))
    elif isinstance(value, list):
        out.append("[")
        for index, item in enumerate(value):
            if index:
                out.append(",")
            encode(item, out)
        out.append("]")
    else:
        out.append("{")
        for index, (key, item) in enumerate(value.items()):
            if index:
                out.append(",")
            encode(key, out)
            out.append(":")
            encode(item, out)
        out.append("}")


class Reader:
    def __init__(self, text):
        self.text = text
        self.at = 0

    def skip(self):
        text = self.text
        at = self.at
        while text[at] in " \n\t":
            at += 1
        self.at = at

    def value(self):
        self.skip()
        character = self.text[self.at]
        if character == "{":
            return self.object()
        if character == "[":
            return self.array()
        if character == '"':
            return self.string()
        for word, meaning in (("true", True), ("false", False), ("null", None)):
            if self.text.startswith(word, self.at):
                self.at += len(word)
                return meaning
        return self.number()

    def object(self):
        result = {}
        self.at += 1
        self.skip()
        while self.text[self.at] != "}":
            key = self.string()
            self.at += 1
            result[key] = self.value()
            if self.text[self.at] == ",":
                self.at += 1
        self.at += 1
        return result

    def array(self):
        result = []
        self.at += 1
        while self.text[self.at] != "]":
            result.append(self.value())
            if self.text[self.at] == ",":
                self.at += 1
        self.at += 1
        return result

    def string(self):
        start = self.at + 1
        end = self.text.index('"', start)
        while self.text[end - 1] == "\\":
            end = self.text.index('"', end + 1)
        self.at = end + 1
        return self.text[start:end].replace("\\n", "\n").replace('\\"', '"').replace("\\\\", "\\")

    def number(self):
        start = self.at
        text = self.text
        at = start
        while text[at] in "-+.eE0123456789":
            at += 1
        self.at = at
        word = text[start:at]
        return float(word) if "." in word or "e" in word else int(word)


def run():
    data = [
        {"id": i, "name": "item %d" % i, "price": i * 1.25, "tags": ["a\"b", "c", None, True], "nested": {"x": i % 7, "y": [1, 2, 3]}}
        for i in range(2000)
    ]
    out = []
    encode(data, out)
    text = "".join(out) + " "
    again = Reader(text).value()
    return len(text), again == data
