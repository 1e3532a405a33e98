import re

PATTERNS = [
    r"a", r"a*", r"a+?b", r"(a|b)*c", r"(?:ab|a)(b?)", r"\d{2,3}", r"[a-c]+", r"[^a-c]+", r"^ab", r"c$", r"\bfoo\b",
    r"\Bo", r"(\w)\1", r"(?P<x>a)(?P=x)", r"a(?=b)", r"a(?!b)", r"(?<=a)b", r"(?<!a)b", r"(a)?(?(1)b|c)", r"(?i)AB",
    r"(?s).+", r"(?m)^b", r"(?x) a  b # note", r"a{0,2}?", r"(a+)+b", r"(?>a+)b", r"a++b", r"(?:ab)*+c", r"x|y|", r"\s\S",
    r"(a)|(b)", r"((a)|b)+", r"(|a)+", r"(?:a|)+b", r"[\w.]+@[\w.]+", r"\w+\s*=\s*\w+", r".*?o", r"é|ü", r"(?i)É", r"[à-ÿ]+",
    r"\Aab\Z", r"(?a)\w+", r"[\d\-x]+", r"\u00e9", r"(\d+)-(\d+)", r"(?P<year>\d{4})-(?P<month>\d\d)", r"[]a]+", r"[^]]", r"(?:(a)|b)*",
]
TEXTS = [
    "", "a", "b", "c", "aab", "abab", "abc", "aaab", "foo boo", "food", "x=1", "name = value", "me@example.org", "2024-05-17",
    "élan Ünder ÀÈ", "AbAB", "a\nb\nc", "a b # note", "aaaaab", "ac", "bc", "x-1-2", "]a]", "hello world oo", "abababc",
]


def shown(match):
    return None if match is None else (match.span(), match.groups(), match.lastindex, match.lastgroup)


for pattern in PATTERNS:
    compiled = re.compile(pattern)
    for text in TEXTS:
        print(pattern, repr(text), shown(compiled.match(text)), shown(compiled.search(text)), shown(compiled.fullmatch(text)))
        print(compiled.findall(text), compiled.sub("<>", text), compiled.split(text), [m.span() for m in compiled.finditer(text)])
print(re.sub(r"(\w+) (\w+)", r"\2 \g<1>", "hello world"), re.sub("a", lambda m: m.group().upper(), "banana", count=2))
print(re.subn("x*", "-", "abxd"), re.split(r"(,)", "a,b,c", maxsplit=1), re.escape("a.b*c"), re.findall(rb"\w", b"ab c"))
match = re.match(r"(?P<first>\w+) (?P<second>\w+)?", "one two")
print(match["first"], match.groupdict(), match.start("second"), match.expand(r"\2-\1"), match, match.re.groupindex, match.regs)
print(re.compile("a", re.I | re.M), re.compile(b"a"), re.compile("a") == re.compile("a"), len({re.compile("a"), re.compile("a")}))
for wrong in ("(", "a**", "[", "(?P<1>a)", r"\1", "(?<=a*)b", "a{2,1}", "(?z)", "*a", "(?P=x)"):
    try:
        re.compile(wrong)
    except re.error as error:
        print(wrong, error, error.pos)
for wrong in (lambda: re.match("a", b"a"), lambda: re.match(b"a", "a"), lambda: re.match("a", 5), lambda: match.group(5), lambda: match["no"], lambda: re.sub("(a)", r"\2", "a")):
    try:
        wrong()
    except Exception as error:
        print(type(error).__name__, error)
