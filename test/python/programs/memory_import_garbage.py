# What importing leaves: classes that the library replaces by those written in C are garbage.
import gc
import operator


class Node:
    pass


def cycle():
    node = Node()
    node.me = node


cycle()
print("operator", gc.collect())
cycle()
print("again", gc.collect())
import os
import abc
import io

print("there before", gc.collect())
import types

print("types", gc.collect())
gc.disable()
import functools

print("functools", gc.collect())
import enum

print("enum", gc.collect())
import json

print("json", gc.collect())
import dataclasses
import weakref

print("dataclasses", gc.collect())
