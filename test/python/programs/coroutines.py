class Wait:
    def __init__(self, ticks):
        self.ticks = ticks

    def __await__(self):
        for _ in range(self.ticks):
            yield "tick"
        return self.ticks


async def child(name, ticks):
    print("start", name)
    result = await Wait(ticks)
    print("end", name)
    return result


async def main():
    return await child("a", 2) + await child("b", 1)


class Loop:
    def __init__(self):
        self.ready = []

    def spawn(self, coroutine):
        self.ready.append(coroutine)

    def run(self):
        while self.ready:
            task = self.ready.pop(0)
            try:
                print(task.__name__, task.send(None))
                self.ready.append(task)
            except StopIteration as stop:
                print(task.__name__, "returned", stop.value)


loop = Loop()
loop.spawn(main())
loop.spawn(child("c", 3))
loop.run()


class Manager:
    async def __aenter__(self):
        print("enter")
        await Wait(1)
        return self

    async def __aexit__(self, kind, value, traceback):
        print("exit", kind and kind.__name__)
        return True


class Count:
    def __init__(self, n):
        self.n = n

    def __aiter__(self):
        return self

    async def __anext__(self):
        if not self.n:
            raise StopAsyncIteration
        self.n -= 1
        await Wait(1)
        return self.n


async def agen():
    for i in range(3):
        await Wait(1)
        yield i


async def use():
    async with Manager():
        async for x in Count(2):
            print("x", x)
        print([y async for y in agen() if y != 1])
        raise ValueError("swallowed")
    return "used"


loop.spawn(use())
loop.run()
c = child("never", 1)
c.close()


async def wrong():
    await 5


try:
    wrong().send(None)
except TypeError as error:
    print(error)


def drive(awaitable):
    """What awaiting it comes to."""
    try:
        iterator = awaitable.__await__()
        while True:
            print("waits", next(iterator))
    except StopIteration as end:
        return end.value
    except Exception as error:
        return type(error).__name__, *error.args


class Endless:
    def __aiter__(self):
        return self

    async def __anext__(self):
        raise StopAsyncIteration("over")


class Wrong:
    def __anext__(self):
        return 5


async def once():
    yield "item"


numbers = once()
print([drive(anext(numbers, default)) for default in ("first", None, "third")])
print(drive(anext(Endless(), "instead")), drive(anext(Endless())), drive(anext(Wrong(), 1)))
step = anext(once(), "default")
print(type(step).__name__, iter(step) is step, step.close())
for how in (lambda: step.send(None), lambda: anext(once(), 1).throw(ValueError("thrown")), lambda: anext(Endless(), 7).send(None)):
    try:
        print(how())
    except (RuntimeError, ValueError, StopIteration) as error:
        print(type(error).__name__, error)


import types


async def answer():
    return "answer"


@types.coroutine
def through():
    return (yield from answer())


def not_through(waiting):
    return (yield from waiting)


class Items:
    def __init__(self, item):
        self.item = item

    def __aiter__(self):
        return self

    def __anext__(self):
        return self.item


class Broken:
    def __await__(self):
        return 1 / 0


async def each(item):
    async for _ in Items(item):
        pass


async def wait(awaitable):
    return await awaitable


waiting = answer()
for work in (lambda: wait(through()).send(None), lambda: next(not_through(waiting)), lambda: each((1, 2)).send(None), lambda: each(Broken()).send(None)):
    try:
        work()
    except (TypeError, StopIteration) as error:
        print(type(error).__name__, error, repr(error.__cause__), repr(error.__context__))
waiting.close()
for source in ("compile('1', '', 'exec', optimize=3)", "compile('1', '', 'exec', 1 << 30)", "exec('1', {'__builtins__': 1}) or exec('print', {'__builtins__': 1})"):
    try:
        eval(source)
    except (ValueError, TypeError) as error:
        print(type(error).__name__, error)
