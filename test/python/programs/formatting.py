name, n, f = "world", 42, 3.14159
print(f"{name!r:>10}|{n:05d}|{f:.2f}|{f:10.3e}|{n:#x}|{n:,}|{1234567.891:,.2f}|{n:+}|{n:^9}|")
print(f"{name:*^11} {n=} {f = :.1f} {{braces}} {'nested ' + f'{n}'} {n!s:>4}")
width, precision = 8, 3
print(f"{f:{width}.{precision}}|{name:{'<'}{width}}|{[1, 2]}|{ {'a': 1}['a'] }")
print("{} {1}".format if False else "{0} {1} {0}".format("a", "b"), "{x.real} {y[0]} {z[k]}".format(x=5, y=[1], z={"k": 2}))
print("%s %r %d %5.2f %x %c %% %-5s| %05d %+d" % ("s", "r", 7, 2.5, 255, "c", "ab", 42, 3))
print("%(a)s and %(b)03d" % {"a": 1, "b": 2})
print(format(255, "08b"), format(-5, "x"), format(1e10, "g"), format(0.1, ".20f"), format(True, "d"), format("x", ">3"))
for spec, value in (("d", 1.5), ("s", 1), (".3", 1), ("q", 1), ("", object), ("c", -1), (",s", "a")):
    try:
        print(format(value, spec))
    except (ValueError, TypeError, OverflowError) as error:
        print(type(error).__name__, error)
for wrong in (lambda: "%d" % "x", lambda: "%s %s" % 1, lambda: "%s" % (1, 2), lambda: "{}".format(), lambda: "{a}".format(), lambda: "%q" % 1, lambda: "{".format(), lambda: "{!z}".format(1)):
    try:
        print(wrong())
    except Exception as error:
        print(type(error).__name__, error)


class Custom:
    def __format__(self, spec):
        return f"<{spec}>"

    def __repr__(self):
        return "Custom()"


print(f"{Custom():abc} {Custom()!r} {Custom()}", "{:x y}".format(Custom()))
