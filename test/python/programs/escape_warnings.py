"""What CPython warns of in literals: escapes that stand for themselves."""
import warnings
warnings.simplefilter('always')
def t(s):
    with warnings.catch_warnings(record=True) as w:
        warnings.simplefilter('always')
        try: exec(compile(s, '<s>', 'exec'))
        except SyntaxError as e: print('SyntaxError', e)
    print(repr(s), [(str(x.message), x.category.__name__, x.lineno, x.filename) for x in w])
t(r"x = '\d\q'")
t("x = '''\n\\d'''\n")
t("x = ('a'\n'\\d' '\\q')" )
t(r"x = b'\z'")
t(r"x = f'\d{1}\w'")
t("x = f'''\n{1}\n\\w'''")
t(r"x = r'\d'")
t(r"x = '\8'; y = '\777'")
t(r"x = '\d' is 5")
t("def f():\n    '''doc \\d'''\n")
with warnings.catch_warnings():
    warnings.simplefilter('error')
    try: exec(r"x = '\d'")
    except SyntaxError as e: print(repr(e), e.text, e.lineno, e.offset, e.end_offset)
