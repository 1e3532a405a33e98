"""signal: handlers of what a program sends itself; os._exit."""
import os
import signal


def show(make):
    try:
        print(make())
    except BaseException as problem:
        print(type(problem).__name__, problem)


def handler(number, frame):
    print("got", signal.Signals(number), frame.f_code.co_name)


print(signal.getsignal(signal.SIGINT), signal.getsignal(signal.SIGTERM), signal.getsignal(signal.SIGPIPE))
print(signal.signal(signal.SIGTERM, handler), signal.getsignal(signal.SIGTERM) is handler)
signal.raise_signal(signal.SIGTERM)
os.kill(os.getpid(), signal.SIGTERM)
show(lambda: signal.raise_signal(signal.SIGINT))
print(signal.signal(signal.SIGUSR1, signal.SIG_IGN))
signal.raise_signal(signal.SIGUSR1)
signal.raise_signal(signal.SIGCHLD)
for refused in (
    lambda: signal.signal(0, handler),
    lambda: signal.signal(99, handler),
    lambda: signal.signal(signal.SIGKILL, handler),
    lambda: signal.signal(signal.SIGTERM, 5),
    lambda: signal.signal("x", handler),
    lambda: signal.getsignal(99),
    lambda: os.kill(os.getpid(), 99),
):
    show(refused)
print(signal.strsignal(signal.SIGSEGV), signal.strsignal(40), len(signal.valid_signals()), signal.NSIG)
print(signal.SIGINT, repr(signal.SIGHUP), signal.Signals["SIGQUIT"].value, repr(signal.SIG_DFL))


class Loud:
    def __del__(self):
        print("never said")


loud = Loud()
print("the end", flush=True)
try:
    os._exit(7)
finally:
    print("never reached")
