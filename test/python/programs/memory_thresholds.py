import gc

print(gc.get_threshold(), gc.isenabled())
gc.set_threshold(100)
print(gc.get_threshold())
gc.set_threshold(200, 5)
print(gc.get_threshold())
gc.set_threshold(300, 6, 7)
print(gc.get_threshold())
gc.set_threshold(0)
print(gc.get_threshold())
for wrong in ((), ("a",), (1, 2, 3, 4)):
    try:
        gc.set_threshold(*wrong)
    except TypeError as e:
        print(e)
gc.set_threshold(700, 10, 10)
gc.disable()
print(gc.isenabled())
gc.enable()
print(gc.isenabled())
