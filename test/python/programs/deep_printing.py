# How far a program comes that prints as it recurses.
import sys

sys.setrecursionlimit(30)


def numbers(n):
    print(n, end=" ")
    numbers(n + 1)


def texts(n):
    print("in", n, f"{n}")
    return texts(n + 1)


def nothing(n):
    print(end="")
    return nothing(n + 1)


def lines(n):
    print()
    return lines(n + 1)


def lists(n):
    print([n], end=",")
    return lists(n + 1)


def silent(n):
    len([])
    return silent(n + 1)


for function in (numbers, texts, nothing, lines, lists, silent):
    try:
        function(0)
    except RecursionError as error:
        print("|", function.__name__, error)
numbers(0)
