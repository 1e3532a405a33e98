"""Writes what Python knows of characters: properties-data.ts and names-data.ts into src/python/objects/text/unicode, what only
the module unicodedata tells into src/python/modules/unicodedata.

Run it with the CPython 3.11 (Unicode 14) that is to be followed: python3 scripts/unicode-tables.py. Aliases of names, which
CPython can look up but not list, are proposed by the table of an installed perl of the same Unicode version.

properties-data.ts, in base64 of numbers of 7 bits a byte, least first, the top bit set where more follow:
    number of expansions; each: length, code points
    number of records; each: flags, then as signed numbers the distances to (or with its flag the expansion of) the upper,
    lower, title and folded form, then the decimal value + 1 and the digit value + 1
    runs: length, record

names-data.ts is raw DEFLATE of lines in order of code points:
    ["+" distance in hexadecimal " "] [words shared with the line before, one character from "0" on, if any] other words
"#" at the end stands for "-" and the code point. The next section, behind an empty line, has aliases: code point, name. The
last one has named sequences: code points with "_" between them, name.

database-data.ts is raw DEFLATE of sections with an empty line between them, numbers in hexadecimal:
    records: category bidirectional combining east_asian_width mirrored numeric kind, then of Unicode 3.2.0 "=" or
        category bidirectional combining east_asian_width mirrored numeric kind; "-" is none, a kind is "d" where the
        character is a decimal digit, "g" where it is a digit, "n" for other numbers
    runs: length, record
    decompositions: ["+" distance " "] decomposition, "?" in front where the pair does not compose
    what Unicode 3.2.0 decomposed otherwise: code point, other character
"""
import base64
import os
import re
import subprocess
import sys
import unicodedata
import zlib

HERE = os.path.dirname(os.path.abspath(__file__))
TARGET = os.path.join(HERE, "../src/python/objects/text/unicode")
DATABASE = os.path.join(HERE, "../src/python/modules/unicodedata")

ALPHA, DECIMAL, DIGIT, NUMERIC, SPACE, LINE_BREAK, UPPER, LOWER, TITLE = (1 << bit for bit in range(9))
PRINTABLE, ID_START, ID_PART, CASED, CASE_IGNORABLE = (1 << bit for bit in range(9, 14))
EXPANDS = [1 << bit for bit in range(14, 18)]


def number(value):
    out = bytearray()
    while value >= 0x80:
        out.append(value & 0x7F | 0x80)
        value >>= 7
    out.append(value)
    return bytes(out)


def signed(value):
    return number(value * 2 if value >= 0 else -value * 2 - 1)


def flags_of(c):
    flags = 0
    for flag, holds in (
        (ALPHA, c.isalpha()),
        (DECIMAL, c.isdecimal()),
        (DIGIT, c.isdigit()),
        (NUMERIC, c.isnumeric()),
        (SPACE, c.isspace()),
        (LINE_BREAK, len(("a" + c + "a").splitlines()) == 2),
        (UPPER, c.isupper() and not unicodedata.category(c) == "Lt"),
        (LOWER, c.islower()),
        (TITLE, unicodedata.category(c) == "Lt"),
        (PRINTABLE, c.isprintable()),
        (ID_START, c.isidentifier()),
        (ID_PART, ("a" + c).isidentifier()),
        (CASED, (c + "a").title()[-1] == "a"),
    ):
        if holds:
            flags |= flag
    # What surrounds a sigma decides its form.
    final = "\u03c2"
    if (c + "\u03a3").lower()[-1] != final and ("a" + c + "\u03a3").lower()[-1] == final:
        flags |= CASE_IGNORABLE
    return flags


def properties():
    expansions = {}
    records = {}
    runs = []
    for code in range(sys.maxunicode + 1):
        c = chr(code)
        flags = flags_of(c)
        fields = []
        for bit, mapped in zip(EXPANDS, (c.upper(), c.lower(), c.title(), c.casefold())):
            if len(mapped) > 1:
                flags |= bit
                fields.append(expansions.setdefault(mapped, len(expansions)))
            else:
                fields.append(ord(mapped) - code)
        record = (flags, *fields, unicodedata.decimal(c, -1) + 1, unicodedata.digit(c, -1) + 1)
        index = records.setdefault(record, len(records))
        if runs and runs[-1][1] == index:
            runs[-1][0] += 1
        else:
            runs.append([1, index])
    # Frequent records get short numbers.
    uses = [0] * len(records)
    for _, index in runs:
        uses[index] += 1
    order = sorted(range(len(records)), key=lambda index: -uses[index])
    rank = {index: place for place, index in enumerate(order)}
    listed = list(records)
    out = number(len(expansions))
    for text in expansions:
        out += number(len(text)) + b"".join(number(ord(c)) for c in text)
    out += number(len(records))
    for index in order:
        flags, *fields, decimal, digit = listed[index]
        out += number(flags) + b"".join(signed(field) for field in fields) + number(decimal) + number(digit)
    for length, index in runs:
        out += number(length) + number(rank[index])
    return out


def is_algorithmic(name):
    return name.startswith(("CJK UNIFIED IDEOGRAPH-", "HANGUL SYLLABLE "))


def names():
    lines = []
    words_before = []
    code_before = -1
    for code in range(sys.maxunicode + 1):
        name = unicodedata.name(chr(code), None)
        if name is None or is_algorithmic(name):
            continue
        ending = "-%04X" % code
        if name.endswith(ending):
            name = name[: -len(ending)] + "#"
        words = name.split(" ")
        shared = 0
        while shared < min(len(words), len(words_before)) and words[shared] == words_before[shared]:
            shared += 1
        gap = "" if code == code_before + 1 else "+%x " % (code - code_before - 1)
        lines.append(gap + (chr(48 + shared) if shared else "") + " ".join(words[shared:]))
        words_before = words
        code_before = code
    lines.append("")
    listed = name_table()
    for code, alias in aliases(listed):
        lines.append("%x %s" % (code, alias))
    lines.append("")
    for codes, name in sequences(listed):
        lines.append("%s %s" % ("_".join("%x" % code for code in codes), name))
    return "\n".join(lines).encode()


def name_table():
    """Code points in hexadecimal, and a name: perl's."""
    table = subprocess.run(
        ["perl", "-MUnicode::UCD", "-e", 'print $INC{"Unicode/UCD.pm"}, "\n", Unicode::UCD::UnicodeVersion()'],
        capture_output=True, text=True, check=True,
    ).stdout.split("\n")
    if table[1] != unicodedata.unidata_version:
        sys.exit("perl has Unicode %s, this Python %s" % (table[1], unicodedata.unidata_version))
    place = next(
        path
        for base in (os.path.dirname(os.path.dirname(table[0])),)
        for path in (os.path.join(base, "unicore/Name.pl"),)
        if os.path.exists(path)
    )
    with open(place) as file:
        text = file.read()
    return re.findall(r"^([0-9A-F]{4,6}(?: [0-9A-F]{4,6})*)\n(.+)\n$", text, re.M)


def means(name, text):
    try:
        return unicodedata.lookup(name) == text
    except KeyError:
        return False


def aliases(listed):
    found = set()
    for codes, name in listed:
        if " " not in codes and not is_algorithmic(name):
            c = chr(int(codes, 16))
            if means(name, c) and unicodedata.name(c, "") != name:
                found.add((ord(c), name))
    return sorted(found)


def sequences(listed):
    found = set()
    for codes, name in listed:
        if " " in codes:
            points = tuple(int(code, 16) for code in codes.split(" "))
            if means(name, "".join(map(chr, points))):
                found.add((points, name))
    return sorted(found)


def facts(data, c):
    """Of one character in a version of the database."""
    numeric = data.numeric(c, None)
    kind = "-" if numeric is None else "d" if data.decimal(c, None) is not None else "g" if c.isdigit() else "n"
    return " ".join(
        (
            data.category(c),
            data.bidirectional(c) or "-",
            "%x" % data.combining(c),
            data.east_asian_width(c),
            str(data.mirrored(c)),
            "-" if numeric is None else repr(numeric).removesuffix(".0"),
            kind,
        )
    )


def decompositions():
    before = -1
    for code in range(sys.maxunicode + 1):
        parts = unicodedata.decomposition(chr(code))
        if parts == "":
            continue
        points = parts.split(" ")
        composes = parts[0] == "<" or unicodedata.normalize("NFC", "".join(chr(int(p, 16)) for p in points)) == chr(code)
        gap = "" if code == before + 1 else "+%x " % (code - before - 1)
        yield gap + ("" if composes else "?") + parts
        before = code


def database():
    old = unicodedata.ucd_3_2_0
    records = {}
    runs = []
    corrections = []
    for code in range(sys.maxunicode + 1):
        c = chr(code)
        now, then = facts(unicodedata, c), facts(old, c)
        index = records.setdefault(now + " " + ("=" if now == then else then), len(records))
        if runs and runs[-1][1] == index:
            runs[-1][0] += 1
        else:
            runs.append([1, index])
        if old.category(c) != "Cn" and old.normalize("NFD", c) != unicodedata.normalize("NFD", c):
            corrections.append("%x %x" % (code, ord(old.normalize("NFD", c))))
    sections = (records, ("%x %x" % (length, record) for length, record in runs), decompositions(), corrections)
    return "\n\n".join("\n".join(lines) for lines in sections).encode()


def write(directory, file, constant, comment, data):
    text = base64.b64encode(data).decode()
    with open(os.path.join(directory, file), "w") as out:
        out.write("/** %s Made by scripts/unicode-tables.py, which describes the form. */\n" % comment)
        out.write("export const %s =\n  '%s';\n" % (constant, text))
    print(file, len(text))


def deflate(data):
    packer = zlib.compressobj(9, zlib.DEFLATED, -15, 9)
    return packer.compress(data) + packer.flush()


version = unicodedata.unidata_version
write(TARGET, "properties-data.ts", "PROPERTIES", "The properties of characters in Unicode %s." % version, properties())
write(TARGET, "names-data.ts", "NAMES", "The names of characters in Unicode %s." % version, deflate(names()))
write(DATABASE, "database-data.ts", "DATABASE", "What else Unicode %s says of characters." % version, deflate(database()))
