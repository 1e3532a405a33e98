import sys

a = 256
b = 256
low = -5
print(a is b, int("256") is a, low is int("-5"), int("-6") is int("-6"))
c = int("257")
d = int("257")
print(c is d)
x = "hello"
y = "hel" + "lo"
z = "".join(["hel", "lo"])
print(x is y, x is z, sys.intern(z) is x)
words_of = "abc"
empty, letter, accent, nothing, byte = "", "a", "é", b"", b"a"
print(empty is str(), letter is words_of[0], chr(233) is accent, nothing is bytes(), byte is bytes([97, 98])[0:1])
pair, same_pair = (1, 2), (1, 2)
no_items = ()
print(no_items is tuple(), pair is same_pair, tuple([1]) is tuple([1]))
words, same_words = "a b", "a b"
print(words is same_words, frozenset() is frozenset())
n = None
yes = True
print(n is None, yes is bool(1))


def f():
    return 1000, "some words here"


print(f()[0] is f()[0], f()[1] is f()[1], f() is f())
print([s for s in ("x" * 4, "y" * 21) if s is sys.intern(s)])
k = "key_name"
same_key = "key_name"
print(list({k: 1})[0] is same_key)
w = 1.5
v = 1.5
print(w is v, float("1.5") is w)
