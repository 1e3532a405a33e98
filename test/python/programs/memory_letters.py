# Strings of one letter: names and constants are other objects than what is taken out of a string.
import sys

words = ["abc", "xyz", "ABC", "n1_", "é!"]
for word in words:
    print([letter is sys.intern(letter) for letter in word], [chr(ord(letter)) is letter for letter in word])
a = "a"
print(a is "abc"[0], a is "banana"[1:2], a is sys.intern("banana"[1]), "abc"[0] is "cba"[2])
d = {"a": 1, "b": 2}
print(["abc"[i] in d for i in range(3)], d["abc"[0]], sys.getsizeof("abc"[0]))


class Letters:
    x = 1


setattr(Letters, "xyz"[0], 2)
print(Letters.x, getattr(Letters, "xyz"[0]), vars(Letters)["xyz"[0]], "zyx"[2] in vars(Letters))
print(str(5) is str(5), str(5) == "5", f"{5}" is "5", int("5") is 5)
