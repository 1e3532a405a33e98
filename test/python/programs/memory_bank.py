# Weak references between owners and owned, to the end by an exception.
import weakref, gc, sys
class Bank:
    def __init__(self): self.accounts = {}; self.audit = weakref.WeakKeyDictionary()
    def open(self, name, amount=0):
        a = Account(self, name, amount); self.accounts[name] = a; self.audit[a] = [('open', amount)]; return a
    def close(self, name): return self.accounts.pop(name)
class Account:
    def __init__(self, bank, name, amount): self.bank = weakref.ref(bank); self.name = name; self.amount = amount
    def transfer(self, other, n):
        if n > self.amount: raise ValueError(f'{self.name} has only {self.amount}')
        self.amount -= n; other.amount += n; self.bank().audit[self].append(('out', n))
    def __del__(self): print(f'<{self.name} closed with {self.amount}>')
b = Bank(); x = b.open('x', 10); y = b.open('y'); x.transfer(y, 3); print(x.amount, y.amount, list(b.audit.values()), sys.getrefcount(x))
b.close('x'); print(len(b.audit)); del x; print(len(b.audit), gc.collect())
try: y.transfer(b.open('z'), 100)
except ValueError as e: print(e)
print(sorted(a.name for a in b.audit)); del b
try: y.transfer(y, 1)
except AttributeError as e: print(e)
print('end')
y.transfer(None, 1)
