for text in ("1 +", "def f(:\n pass", "x = (1,\n", "if True:\npass", "print 1", "'abc", "a b", "return 1", "f(a=1, 2)"):
    try:
        compile(text, "<text>", "exec")
    except SyntaxError as error:
        print(type(error).__name__, error.msg, error.lineno, error.offset, error.end_lineno, error.end_offset)
eval("1 + * 2")
