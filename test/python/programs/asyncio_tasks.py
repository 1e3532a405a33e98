"""contextvars and asyncio: tasks, queues, timeouts, groups, cancellation."""
import asyncio
import contextvars


def show(make):
    try:
        print(make())
    except BaseException as problem:
        print(type(problem).__name__, problem)


var = contextvars.ContextVar("var", default=1)
bare = contextvars.ContextVar("bare")
print(var.get(), bare.get(5), var.name)
token = var.set(2)
print(var.get(), token.old_value is contextvars.Token.MISSING, token.var is var, contextvars.Token.MISSING)
var.reset(token)
print(var.get())
show(lambda: bare.get(None))
show(lambda: contextvars.ContextVar(5))
show(lambda: var.reset(5))
context = contextvars.copy_context()


def inside():
    var.set("inside")
    return var.get(), dict(contextvars.copy_context())[var]


print(context.run(inside), var.get(), context[var], var in context, len(context), list(context) == [var])
try:
    context.run(lambda: context.run(inside))
except RuntimeError as problem:
    print(str(problem).split(":")[0])
print(contextvars.ContextVar, contextvars.Context, contextvars.Token)


async def work(name, turns):
    print("start", name)
    for _ in range(turns):
        await asyncio.sleep(0)
    print("end", name)
    return name.upper()


async def fail():
    await asyncio.sleep(0)
    raise ValueError("failed")


async def producer(queue):
    for i in range(3):
        await queue.put(i)
        print("put", i)
    await queue.put(None)


async def consumer(queue):
    while (item := await queue.get()) is not None:
        print("got", item)


async def sleepy():
    try:
        await asyncio.sleep(10)
    except asyncio.CancelledError:
        print("cancelled")
        raise


async def counted(n):
    for i in range(n):
        await asyncio.sleep(0)
        yield i


async def main():
    print(await asyncio.gather(work("a", 3), work("b", 1), work("c", 2)))
    print(await asyncio.gather(fail(), work("d", 0), return_exceptions=True))
    queue = asyncio.Queue(maxsize=1)
    await asyncio.gather(producer(queue), consumer(queue))
    try:
        await asyncio.wait_for(sleepy(), 0.01)
    except asyncio.TimeoutError as problem:
        print("timeout", repr(problem))
    try:
        async with asyncio.timeout(0.01):
            await sleepy()
    except TimeoutError:
        print("timeout again")
    task = asyncio.create_task(sleepy(), name="sleeper")
    await asyncio.sleep(0)
    task.cancel()
    try:
        await task
    except asyncio.CancelledError:
        print("task cancelled", task.cancelled(), task.get_name())
    try:
        async with asyncio.TaskGroup() as group:
            group.create_task(fail())
            group.create_task(sleepy())
    except* ValueError as problems:
        print(problems.exceptions)
    print([i async for i in counted(3)])
    done, pending = await asyncio.wait([asyncio.create_task(work("e", 0)), asyncio.create_task(asyncio.sleep(5))], return_when=asyncio.FIRST_COMPLETED)
    print(len(done), len(pending))
    for one in pending:
        one.cancel()
    lock = asyncio.Lock()
    async with lock:
        print(lock.locked())
    event = asyncio.Event()
    asyncio.get_running_loop().call_later(0.001, event.set)
    print(await event.wait())
    var.set("in main")

    async def child():
        before = var.get()
        var.set("in child")
        return before

    print(await asyncio.create_task(child()), var.get())
    semaphore = asyncio.Semaphore(2)
    async with semaphore:
        print(semaphore.locked())
    future = asyncio.get_running_loop().create_future()
    asyncio.get_running_loop().call_soon(future.set_result, 42)
    print(await future)
    return "done"


print(asyncio.run(main()))
show(lambda: asyncio.run(fail()))
loop = asyncio.new_event_loop()
print(loop.run_until_complete(asyncio.sleep(0, "value")))
loop.close()
print(loop.is_closed(), var.get())
