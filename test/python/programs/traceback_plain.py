def a(x):
    return b(x) + 1


def b(x):
    return c(x)[
        "key"
    ]


def c(x):
    return {"value": 10 // x}


a(0)
