import gc, sys, weakref
class Local:
    def __del__(self):
        print("del Local")
def fails():
    thing = Local()
    raise ValueError("x")
try:
    fails()
except ValueError as error:
    kept = error
print("kept", kept.__traceback__.tb_next.tb_frame.f_locals.keys())
kept = None
print("dropped")
def swallowed():
    thing = Local()
    try:
        raise KeyError
    except KeyError:
        return sys.exc_info()[0].__name__
print(swallowed())
try:
    fails()
except ValueError:
    pass
print("after")
def stores():
    thing = Local()
    frame = sys._getframe()
    return frame
frame = stores()
print(sorted(frame.f_locals))
frame.clear()
print("cleared")
del frame
def itself():
    thing = Local()
    frame = sys._getframe()
itself()
print("still there")
print(gc.collect() > 0)
def chained():
    try:
        fails()
    except ValueError as e:
        raise RuntimeError("second") from e
try:
    chained()
except RuntimeError as e:
    print(repr(e.__cause__), e.__cause__ is e.__context__)
print("end")
