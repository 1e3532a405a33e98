"""A callable that counts its calls."""


class Mock:
    def __init__(self):
        self.call_count = 0

    def __call__(self, *_, **__):
        self.call_count += 1

    def assert_not_called(self):
        if self.call_count:
            raise AssertionError(f'called {self.call_count} times')

    def assert_called_once(self):
        if self.call_count != 1:
            raise AssertionError(f'called {self.call_count} times, not once')
