"""Nothing runs doctests here; the tests name this module only to add theirs to unittest's."""


class DocTestSuite:
    pass
