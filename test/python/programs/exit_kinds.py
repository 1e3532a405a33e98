# The ways to end a program, and what SystemExit is made with.
import sys

for argument in (None, 0, "text", [1], (1, 2), (), SystemExit(5)):
    try:
        sys.exit(argument)
    except SystemExit as error:
        print(repr(error), error.code)
try:
    exit(2)
except SystemExit as error:
    print(repr(error), sys.stdin.closed)
try:
    quit()
except SystemExit as error:
    print(repr(error))


class Noted:
    def __del__(self):
        print("noted")


def leave():
    noted = Noted()
    try:
        exit("said at the end")
    finally:
        print("cleanup")


leave()
