def make():
    try:
        raise ValueError("one")
    except ValueError as one:
        try:
            raise TypeError("two")
        except TypeError as two:
            two.add_note("look here")
            raise ExceptionGroup("both", [one, two])


make()
