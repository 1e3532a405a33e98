# Where coroutines were made that were never awaited.
import sys


async def work():
    return 1


def make():
    return work()


print(sys.get_coroutine_origin_tracking_depth(), work().cr_origin)
sys.set_coroutine_origin_tracking_depth(2)
coroutine = make()
print([(line, name) for _, line, name in coroutine.cr_origin])
del coroutine
make().close()
try:
    sys.set_coroutine_origin_tracking_depth(-1)
except ValueError as error:
    print(error)
sys.set_coroutine_origin_tracking_depth(0)
make()
