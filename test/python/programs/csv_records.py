"""csv: dialects, reading, writing, what is refused."""
import copy
import csv
import io
import sys
import _csv


def t(f):
    try:
        print(f())
    except Exception as e:
        print(type(e).__name__, e)


def R(s, **k):
    return list(csv.reader(s, **k))


def W(*rows, **k):
    f = io.StringIO()
    w = csv.writer(f, **k)
    w.writerows(rows)
    return repr(f.getvalue())


for lines in (
    ["a,b", '"x,y","z""w"', "1, 2", ""], ["a\nb"], ['"a', 'b"'], ['"a'], ['"a"b'], [b"a"], [1], ["a\0b"],
    ['"a"'], ['a"b'], ["a\r\nb"], ["a\r", "b\r\n"], ['"a\r\n', 'b"'], [",,", ",", "\n"], ["é,\U0001f600"], ["a", "", "b"],
):
    t(lambda: R(lines))
    t(lambda: R(lines, strict=True))
    t(lambda: R(lines, quoting=csv.QUOTE_NONE))
    t(lambda: R(lines, quoting=csv.QUOTE_NONNUMERIC))
    t(lambda: R(lines, skipinitialspace=True))
t(lambda: R(['1,"2",x'], quoting=csv.QUOTE_NONNUMERIC))
t(lambda: R(["1,2.5"], quoting=csv.QUOTE_NONNUMERIC))
t(lambda: R(["a;b"], delimiter=";"))
t(lambda: R(["a\\,b", "a\\\\b"], escapechar="\\"))
t(lambda: R(["a\\"], escapechar="\\"))
t(lambda: R(["a\\\n", "b"], escapechar="\\"))
t(lambda: R(['a, "b"'], skipinitialspace=True))
for k in (
    dict(delimiter="ab"), dict(delimiter=1), dict(delimiter=""), dict(delimiter=None), dict(quotechar="xx"),
    dict(quotechar=1), dict(quotechar=None), dict(quotechar=""), dict(quotechar=None, quoting=0), dict(quoting=9),
    dict(quoting="x"), dict(lineterminator=None), dict(lineterminator=5), dict(foo=5), dict(dialect="nope"),
    dict(escapechar="ab"), dict(escapechar=""), dict(quotechar=None, quoting=1),
):
    t(lambda: R(["a"], **k))
t(lambda: csv.reader())
t(lambda: csv.reader(5))
t(lambda: csv.writer())
t(lambda: csv.writer(5))
t(lambda: (csv.field_size_limit(), csv.field_size_limit(5), csv.field_size_limit()))
t(lambda: R(["aaaaaaa"]))
csv.field_size_limit(131072)
t(lambda: csv.field_size_limit("x"))

rows = (
    [1, "a", "b,c", 'd"e', None, 1.5, "x\ny"], [], [""], [None], ["a,b"], ['a"b'], ["a\\b"], [" a", "b "],
    "abc", [1.0, 1e100, 0.1, 10**30, True, b"x"], ["a", ""], ["", ""], ["a\rb", "c|d"], ["#"],
)
for row in rows:
    for k in (
        {}, dict(quoting=1), dict(quoting=2), dict(quoting=3), dict(quoting=3, escapechar="\\"),
        dict(doublequote=False), dict(doublequote=False, escapechar="\\"), dict(escapechar="\\"),
        dict(lineterminator="|"), dict(delimiter="\t", quotechar="'"), dict(dialect="unix"),
    ):
        t(lambda: W(row, **k))
t(lambda: W(5))
t(lambda: csv.writer(io.StringIO()).writerow(["a"]))
t(lambda: csv.writer(io.StringIO()).writerow())

d = csv.get_dialect("excel")
print(d.delimiter, repr(d.lineterminator), d.quoting, d.escapechar, d.quotechar, d.doublequote, d.skipinitialspace, d.strict)
t(lambda: setattr(d, "delimiter", "x"))
t(lambda: csv.get_dialect("x"))
t(lambda: csv.unregister_dialect("x"))
t(lambda: csv.register_dialect("x"))
csv.register_dialect("y", delimiter=";")
print(csv.list_dialects(), csv.get_dialect("y").delimiter)
csv.unregister_dialect("x")
t(lambda: csv.register_dialect(5))
t(lambda: csv.register_dialect("z", csv.excel, delimiter="aa"))


class Bad(csv.Dialect):
    delimiter = "::"


class Good(csv.Dialect):
    delimiter = ":"
    quotechar = '"'
    lineterminator = "\n"
    quoting = 0


t(Bad)
t(lambda: R(["a:b"], dialect=Good))
t(lambda: R(["a:b"], dialect=Good()))
t(lambda: csv.reader(["a:b"], Good, delimiter="x").dialect.delimiter)
r = csv.reader(["a", "b"])
print(next(r), r.line_num)
t(lambda: next(r))
t(lambda: next(r))
t(lambda: copy.copy(d))
t(lambda: _csv.Dialect("excel").delimiter)
t(lambda: _csv.Dialect(5).delimiter)
t(lambda: _csv.Dialect(5, 6))
t(lambda: _csv.Dialect(delimiter=";", dialect=d).quotechar)
print(csv.Error.__module__, csv.Error.__mro__)
print(sys.getsizeof(r), sys.getsizeof(d), sys.getsizeof(csv.writer(io.StringIO())))

print(list(csv.DictReader(["a,b", "1,2", "3", "4,5,6"], restkey="more", restval="-")))
out = io.StringIO()
w = csv.DictWriter(out, ["x", "y"])
w.writeheader()
w.writerow({"x": 1, "y": "a,b"})
w.writerows([{"x": 2}])
print(repr(out.getvalue()))
t(lambda: w.writerow({"z": 1}))
print(csv.Sniffer().sniff("a;b;c\n1;2;3\n").delimiter, csv.Sniffer().has_header("a,b\n1,2\n3,4\n"))
