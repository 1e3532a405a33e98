import gc

for call in (
    lambda: gc.collect(3),
    lambda: gc.collect(-1),
    lambda: gc.collect("a"),
    lambda: gc.collect(1, 2),
    lambda: gc.get_objects(5),
    lambda: gc.get_objects("a"),
    lambda: gc.is_tracked(),
    lambda: gc.set_debug("a"),
    lambda: gc.collect(gen=1),
):
    try:
        call()
    except Exception as e:
        print(type(e).__name__, e)
print(gc.collect(generation=0) >= 0)
