import sys


class Big:
    pass


big = Big()


def fail(arg):
    local = arg
    raise ValueError(arg)


try:
    fail(big)
except ValueError as e:
    print(sys.getrefcount(big))
    tb = e.__traceback__
    print(tb.tb_next.tb_frame.f_locals["local"] is big)
    del tb
print(sys.getrefcount(big))
try:
    raise KeyError(big)
except KeyError as e:
    kept = e
print(sys.getrefcount(big), sys.getrefcount(kept))
kept = None
print(sys.getrefcount(big))
