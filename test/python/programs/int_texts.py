"""int() of texts, in every base, and what it refuses."""


def show(*arguments):
    try:
        print(arguments, int(*arguments))
    except Exception as error:
        print(arguments, type(error).__name__, error)


for text in (
    ["5", "-5", "+5", " 12\n", "\t7\r", "--5", "- 5", "", "-", " ", "\x1c1", "1\x1f", "\x0b3", "1_000", "_1", "1__0", "12a"]
    + ["2147483647", "2147483648", "-2147483648", "-2147483649", "99999999999999999999", "0x1f", "007", "-0", "+0"]
    + ["0" * 64 + "1", "0" * 4301]
    + ["\u0661\u0662", "\uff11", "1\x00", "1.5", "1e5"]
):
    show(text)
for base in (0, 1, 2, 8, 16, 36, 37, -1, True, 10**20):
    for text in ("101", "ff", "zZ", "0x1f", "0b11", "0o17", "-0x10", " 11 ", "", "1_1", "7fffffff", "-80000000", "80000000"):
        show(text, base)
for arguments in (("5", None), (5, 10), (b"12",), (b"12", 8), ("5", 10.0)):
    show(*arguments)
