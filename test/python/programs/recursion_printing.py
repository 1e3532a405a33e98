class Formatted:
    def __repr__(self):
        return f"Formatted({self!r})"


try:
    Formatted().__repr__()
except RecursionError as error:
    print(error)
print(Formatted())
