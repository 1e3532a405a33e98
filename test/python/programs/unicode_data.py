"""unicodedata: what Unicode says of characters, their forms, and the version that domain names are defined by."""
import unicodedata as u

SAMPLE = "A1 \u0301\u00bd\u00c5\u0660\u2160\u3042\uac01\u1e9b\u0323\ufb01\u2126\U0001d7d9\U0001f600\u0378\U000e0041"
for c in SAMPLE:
    print(
        "%04X" % ord(c), u.name(c, "-"), u.category(c), u.bidirectional(c) or "-", u.combining(c), u.east_asian_width(c),
        u.mirrored(c), u.decimal(c, None), u.digit(c, None), u.numeric(c, None), u.decomposition(c) or "-",
    )
for form in ("NFC", "NFD", "NFKC", "NFKD"):
    for data in (u, u.ucd_3_2_0):
        text = data.normalize(form, SAMPLE + "e\u0323\u0302 \u1112\u1161\u11ab \U0002f868 q\u0307\u0323 \u0958")
        print(form, data.unidata_version, ascii(text), data.is_normalized(form, text), data.is_normalized(form, SAMPLE))
plain = "abc \x7f"
print(u.normalize("NFC", plain) is plain, u.normalize("NFKD", "") == "")
old = u.ucd_3_2_0
print(old.category("\u0378"), old.category("\u20b8"), u.category("\u20b8"), old.name("\u20b8", "?"), old.digit("\u194b", 0))
print(ascii(u.lookup("KEYCAP DIGIT ONE")), u.lookup("snowman"), u.lookup("LATIN SMALL LETTER GHA") == "\u01a3")
print("b\u00fccher.example".encode("idna"), b"xn--bcher-kva.example".decode("idna"))


def refused(call, *args):
    try:
        call(*args)
    except Exception as problem:
        print(type(problem).__name__, problem)


refused(u.name, "\0")
refused(u.decimal, "a")
refused(u.digit, "a")
refused(u.numeric, "a")
refused(u.category, "ab")
refused(u.numeric, 1)
refused(u.lookup, "NO SUCH CHARACTER")
refused(u.normalize, "NFX", "a")
refused(u.normalize, "NFC", 1)
refused(u.UCD)
print(sum(map(ord, {u.category(chr(c))[0] for c in range(0x3000)})), u.UCD, len(u.__doc__))
