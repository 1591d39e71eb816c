# Is imported by imports.toy.
LIMIT = 100


class Holder:
    def __init__(self, value):
        self.value = value

    def get(self):
        return self.value


def double(x):
    return x * 2


def limit_now():
    return LIMIT


print("sibling loaded")
