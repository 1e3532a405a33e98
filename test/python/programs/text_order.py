"""The order of strs and bytes with common beginnings of every length, and case mapping of ASCII in all its lengths."""
import random

random.seed(5)
texts = [""]
for number in range(800):
    texts.append("".join(random.choice("abÿ\x00z") for _ in range(random.randrange(0, 40))))
    if number % 3 == 0:
        text = random.choice(texts)
        texts.append(text[: random.randrange(len(text) + 1)])
encoded = [text.encode("latin-1") for text in texts]
print([text.encode("latin-1") for text in sorted(texts)] == sorted(encoded))


def less(a, b):
    at = 0
    while at < len(a) and at < len(b) and ord(a[at]) == ord(b[at]):
        at += 1
    return at < len(b) and (at == len(a) or ord(a[at]) < ord(b[at]))


print(all((a < b) == less(a, b) for a, b in zip(texts, texts[1:])))
print(all((a.encode("latin-1") < b.encode("latin-1")) == less(a, b) for a, b in zip(texts, texts[1:])))
every = "".join(map(chr, range(128)))
for start in range(0, 128, 5):
    part = every[start : start + 21]
    print(repr(part.upper()), repr(part.lower()), repr(part.casefold()))
print("%d" % 7, "%s" % -12345, "<%r>" % 2147483647, "%i%%" % 5, "%s|" % "text", "|%s" % "", "%d" % -2147483648, "%s" % "x")
print("%s" % (3,), "a%sb" % (True,), "%d items of %s, %s" % (3, 4.5, [1]), "%5d|%-5d|%05d" % (1, 2, 3))
