"""Writes what Python knows of characters into src/python/objects/text/unicode: properties-data.ts and names-data.ts.

Run it with the CPython 3.11 (Unicode 14) that is to be followed: python3 scripts/unicode-tables.py. Aliases of names, which
CPython can look up but not list, are proposed by the table of an installed perl of the same Unicode version.

properties-data.ts, in base64 of numbers of 7 bits a byte, least first, the top bit set where more follow:
    number of expansions; each: length, code points
    number of records; each: flags, then as signed numbers the distances to (or with its flag the expansion of) the upper,
    lower, title and folded form, then the decimal value + 1 and the digit value + 1
    runs: length, record

names-data.ts is raw DEFLATE of lines in order of code points:
    ["+" distance in hexadecimal " "] [words shared with the line before, one character from "0" on, if any] other words
"#" at the end stands for "-" and the code point. The last section, behind an empty line, has aliases: code point, name.
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
    for code, alias in aliases():
        lines.append("%x %s" % (code, alias))
    return "\n".join(lines).encode()


def aliases():
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
    found = set()
    for code, name in re.findall(r"^([0-9A-F]{4,6})\n(.+)\n$", text, re.M):
        c = chr(int(code, 16))
        try:
            if unicodedata.lookup(name) == c and unicodedata.name(c, "") != name and not is_algorithmic(name):
                found.add((ord(c), name))
        except KeyError:
            pass
    return sorted(found)


def write(file, constant, comment, data):
    text = base64.b64encode(data).decode()
    with open(os.path.join(TARGET, file), "w") as out:
        out.write("/** %s Made by scripts/unicode-tables.py, which describes the form. */\n" % comment)
        out.write("export const %s =\n  '%s';\n" % (constant, text))
    print(file, len(text))


def deflate(data):
    packer = zlib.compressobj(9, zlib.DEFLATED, -15, 9)
    return packer.compress(data) + packer.flush()


version = unicodedata.unidata_version
write("properties-data.ts", "PROPERTIES", "The properties of characters in Unicode %s." % version, properties())
write("names-data.ts", "NAMES", "The names of characters in Unicode %s." % version, deflate(names()))
