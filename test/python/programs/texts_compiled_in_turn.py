"""Functions from texts: some are kept, most go at once, and what is kept works on."""
import gc

kept = []
total = 0
for number in range(60):
    space = {}
    exec(f"def f(x, *more):\n    def inner(y):\n        return x + y + {number}\n    return inner(sum(more))", space)
    total += space["f"](number, 1, 2)
    if number % 7 == 0:
        kept.append(space["f"])
    total += eval(f"[i * {number} for i in range(3)][-1]")
    total += eval("(lambda a, b=2: a * b)(number)")
print(total)
print([f(1, 2) for f in kept])


class Late:
    pass


for name in "abc":
    exec(f"def {name}(self):\n    yield '{name}'\n    yield from self.all()")
    setattr(Late, name, locals()[name])
exec("def all(self):\n    yield 1\n    yield 2\nLate.all = all\ndel all")
late = Late()
running = late.a()
print(next(running))
del Late.a
del a
gc.collect()
for number in range(20):
    eval(f"{number} + 1")
print(list(running), list(late.b()), list(late.c()))

code = compile("result = [n * factor for n in range(4)]", "<made>", "exec")
for factor in (2, 3):
    exec(code)
    print(result)
del code
try:
    exec("def fails():\n    return 1 / zero\nzero = 0\nfails()")
except ZeroDivisionError as error:
    del fails
    trace = error.__traceback__
    while trace.tb_next:
        trace = trace.tb_next
    print(trace.tb_frame.f_code.co_name, trace.tb_lineno, trace.tb_frame.f_code.co_filename)
