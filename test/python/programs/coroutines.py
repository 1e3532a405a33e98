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
