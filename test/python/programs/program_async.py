"""A small event loop: tasks, sleeping by a clock of its own, queues, cancellation, asynchronous generators and context managers."""
import heapq
from collections import deque


class Wait:
    def __init__(self, kind, value):
        self.kind, self.value = kind, value

    def __await__(self):
        return (yield self)


class Loop:
    def __init__(self):
        self.now, self.ready, self.sleeping, self.number = 0, deque(), [], 0

    def start(self, coroutine):
        self.ready.append((coroutine, None))
        return coroutine

    def run(self):
        while self.ready or self.sleeping:
            if not self.ready:
                self.now, _, task = heapq.heappop(self.sleeping)
                self.ready.append((task, None))
            task, value = self.ready.popleft()
            try:
                wanted = task.send(value)
            except StopIteration as stop:
                if stop.value is not None:
                    print(self.now, "a task gave", stop.value)
                continue
            if wanted.kind == "sleep":
                self.number += 1
                heapq.heappush(self.sleeping, (self.now + wanted.value, self.number, task))
            elif wanted.kind == "get":
                wanted.value.waiting.append(task)


loop = Loop()
sleep = lambda seconds: Wait("sleep", seconds)


class Queue:
    def __init__(self):
        self.items, self.waiting = deque(), deque()

    def put(self, item):
        if self.waiting:
            loop.ready.append((self.waiting.popleft(), item))
        else:
            self.items.append(item)

    async def get(self):
        return self.items.popleft() if self.items else await Wait("get", self)


class Timed:
    async def __aenter__(self):
        self.start = loop.now
        await sleep(1)
        return self

    async def __aexit__(self, kind, value, traceback):
        await sleep(1)
        print(loop.now, "timed", loop.now - self.start, kind and kind.__name__)
        return True


async def ticks(step, count):
    try:
        for i in range(count):
            await sleep(step)
            yield i
    finally:
        print(loop.now, "ticks over")


async def producer(queue):
    async for i in ticks(2, 3):
        print(loop.now, "puts", i)
        queue.put(i)
    queue.put(None)


async def consumer(queue):
    total = 0
    while (item := await queue.get()) is not None:
        total += item
        print(loop.now, "got", item)
    return total


async def careful():
    async with Timed():
        raise ValueError("inside")
    values = [x async for x in ticks(1, 2)]
    return values, {x: x * x async for x in ticks(1, 2)}


queue = Queue()
loop.start(consumer(queue))
loop.start(producer(queue))
loop.start(careful())
loop.run()


async def never():
    try:
        await sleep(1)
    except GeneratorExit:
        print("closed")
        raise


task = never()
task.send(None)
task.close()
broken = never()
broken.send(None)
try:
    broken.throw(KeyError("thrown"))
except KeyError as error:
    print("out came", error)
print(type(task), task.cr_running, task.cr_frame is None, never().close())
