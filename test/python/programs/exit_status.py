import sys


class Late:
    def __del__(self):
        print("late")


keep = Late()
try:
    sys.exit("a message")
finally:
    print("leaving")
