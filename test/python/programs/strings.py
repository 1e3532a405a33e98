s = "Hello, World"
print(s[0], s[-1], s[2:5], s[::-1], s[::3], len(s), s * 2, "lo" in s, s + "!", s < "Help")
print(s.upper(), s.lower(), s.swapcase(), s.title(), s.find("o"), s.rfind("o"), s.index("W"), s.count("l"), s.replace("l", "L", 2))
print(s.split(", "), " a  b ".split(), "a,b,,c".split(","), "a,b,c".rsplit(",", 1), "x\ny\r\nz".splitlines(), "abc".partition("b"), "abc".rpartition("z"))
print("  x ".strip(), "xxaxx".strip("x"), "abc".ljust(5, "."), "abc".rjust(5), "abc".center(6, "*"), "42".zfill(5), "-42".zfill(5))
print("-".join(["a", "b"]), "abc".startswith(("x", "a")), "abc".endswith("bc"), "a\tb".expandtabs(4), "abc".isalpha(), "12".isdigit(), "a1".isalnum(), "A".isupper(), " ".isspace(), "Ab C".istitle(), "x_1".isidentifier())
print(repr("it's"), repr('say "hi"'), repr("both ' and \""), repr("\n\t\\\x00\x7f\xa0é\u200b\U0001f600"), ascii("é\U0001f600"), str(b"x"), "\N{GREEK SMALL LETTER ALPHA}")
print("ß".upper(), "ﬁ".upper(), "İ".lower() == "i̇", "ΑΣ".lower(), "straße".casefold(), "ǆ".title(), len("e\u0301"), "é" == "e\u0301")
print("abc".encode(), "é€😀".encode("utf-8"), b"\xc3\xa9".decode(), "é".encode("latin-1"), "a".encode("utf-16-le"), "é".encode("ascii", "replace"), b"\xff".decode("ascii", "ignore"))
for wrong in (lambda: "é".encode("ascii"), lambda: b"\xff".decode(), lambda: "abc"[5], lambda: "abc".__getitem__("x"), lambda: "a" * "b", lambda: "a".join([1]), lambda: "abc".index("z"), lambda: "x".split(""), lambda: chr(-1), lambda: ord("ab"), lambda: "a" in 5, lambda: 5 in "a", lambda: "abc".nope, lambda: "a".center()):
    try:
        print(wrong())
    except Exception as error:
        print(type(error).__name__, error)
print("".join(chr(c) for c in (72, 233, 0x4e2d, 0x1f600)), [ord(c) for c in "aé中😀"], "abc".translate({97: "x", 98: None}), str.maketrans("ab", "xy"))
print("a" "b" 'c', """multi
line""", r"\raw", "abc".removeprefix("a"), "abc".removesuffix("bc"), "%s" % "x", "a" if s else "b", sorted("banana"), max("abc"), list("ab"))
print(hash("a") == hash("a"), "".join(["x"] * 3), "Aa".casefold() == "aA".casefold(), "10" < "9", "abc" * 0 == "", "abc".__len__(), str(None), str(1.0), str([1, "a"]))


class S(str):
    def shout(self):
        return self.upper() + "!"


t = S("sub")
print(t.shout(), t + "x", type(t + "x").__name__, t == "sub", {t: 1}["sub"], isinstance(t, str), repr(t), f"{t:>5}", t[0:2].__class__.__name__)
