"""Regular expressions of all kinds on texts of all kinds, as str and as bytes."""
import re
def t(f,*a,**k):
    try: return repr(f(*a,**k))
    except Exception as e: return type(e).__name__+' '+str(e)
pats=[r'a',r'abc',r'a|b|cd',r'(a)(b)?',r'(a|b)*',r'(a|b)*c',r'(a*)*b',r'(a+)+$',r'a{2,3}',r'(ab){2,}',r'(?:ab)+?c',r'[a-c]+',r'[^a-c]+',r'\d+',r'\w+',r'\s+',r'\bfoo\b',r'\Bo',r'^a',r'a$',r'^$',r'(?m)^\w+$',r'(?s).+',r'.+',r'(?i)AbC',r'(?i)[A-C]+',r'(a)\1',r'(?P<x>a)(?P=x)',r'(?=ab)a',r'a(?!b)',r'(?<=a)b',r'(?<!a)b',r'(a)?(?(1)b|c)',r'(?>a+)b',r'a++b',r'(?:ab)*+c',r'a*?b',r'(a*?)(b*)',r'(.*?),(.*)',r'((a)|(b))+',r'(?:(a)|b)*',r'(?:(a)|(b)|c)*d?',r'x*',r'(x*)*',r'(?:x*)*y',r'(a?)*?b',r'(?i)ß',r'(?i)[à-ü]+',r'é+',r'[\u0400-\u04ff]+',r'(?i)[к]+',r'(?a)\w+',r'\Aab\Z',r'(\w+)\s(\w+)',r'(\d{1,3}\.){3}\d{1,3}',r'"[^"\\]*(?:\\.[^"\\]*)*"',r'(?x) a \s b # c',r'(a(b(c)?)?)?d',r'(?:a|ab)(?:c|bcd)(d*)',r'(?:(?=(a))a)+b',r'(?:(?!x)(a|b))+',r'[\w.-]+@[\w-]+\.\w+',r'(?:a{0,2}){2}b',r'(?:){3}',r'(a)|b',r'a.c',r'[]a]+',r'[\d\s]+',r'(?:\r\n|\n)',r'((?:a|b)+?)c',r'(?P<n>\d+)-(?P<w>\w+)?',r'z?z?zz', r'(ab|a)(bc)?', r'(?i:a)b', r'(?-i:a)b', r'\Z', r'(?:a?b??)*', r'(?:a*?|b)+c', r'(a{1,2}?)+b', r'(?<=(a))b\1', r'(?:(x)|(y)\1)*z', r'[^\W\d]+', r'\S+|\D']
texts=['','a','abc','ababc','aaab','aaaa','cd','foo bar foo','xfoo','ABC abc','aa','ab','ac','bc','b','c','ab\ncd\n','a\nb','hello, world, x','192.168.1.10 x','"a\\"b" c','éàÀÜß ẞSS','Привет мир к К','user@ex-am.ple.com','abcd','xxxy','aabbc','12-ab 3-','zzz','a b','_x9 é9','\r\n\n',' \t1 2','abab','xyxz','ababd','aax','baabb','aabaac','axz']
n=0
h=0
out=[]
for p in pats:
    try: c=re.compile(p)
    except re.error as e: out.append((p,'ERR',str(e))); continue
    for s in texts:
        for m in ('match','search','fullmatch'):
            r=getattr(c,m)(s)
            out.append((p,s,m,r and (r.span(),r.groups(),r.lastindex,r.lastgroup,r.regs,r.groupdict())))
        out.append((p,s,c.findall(s),[m.span() for m in c.finditer(s)],c.split(s),c.sub('<>',s),c.subn(r'[\g<0>]',s),c.sub(lambda m:m.group().upper(),s),c.split(s,1),c.sub('-',s,1)))
        out.append((t(c.search,s,1),t(c.match,s,1,3),t(c.findall,s,1,2),t(c.search,s,pos=1,endpos=2)))
        b=p.encode(),s.encode()
    try: cb=re.compile(p.encode('ascii'))
    except Exception as e: out.append(str(e)); continue
    for s in texts:
        s=s.encode('utf-8'); out.append((cb.findall(s),cb.sub(b'<>',s),cb.split(s),t(cb.search,bytearray(s)),t(cb.match,memoryview(s)),cb.findall(bytearray(s))))
# Too many to keep: a sum for each pattern, and the results of every tenth text.
def summed(text):
    total = 0
    for c in text:
        total = (total * 31 + ord(c)) % 1000003
    return total
for at in range(0, len(out), 40):
    print(at, summed(ascii(out[at:at + 40])))
for at in range(7, len(out), 197):
    print(ascii(out[at]))
m=re.match(r'(?P<a>x)(?P<b>y)?','x1')
for f in [lambda:m.group('a'),lambda:m['b'],lambda:m[0],lambda:m.group(0,1,2),lambda:m.group(5),lambda:m.group('z'),lambda:m.start(1),lambda:m.start(2),lambda:m.span('b'),lambda:m.end(),lambda:m.groups('d'),lambda:m.groups(default=1),lambda:m.groupdict(7),lambda:m.expand(r'\1-\g<a>'),lambda:m,lambda:m.re,lambda:m.string,lambda:m.pos,lambda:m.endpos,lambda:m.group(1.5),lambda:m.group(True),lambda:m.start(1,2),lambda:re.match('a',5),lambda:re.match('a',b'a'),lambda:re.match(b'a','a'),lambda:re.sub('a',5,'a'),lambda:re.sub('a',lambda m:5,'a'),lambda:re.sub('a',lambda m:None,'xax'),lambda:re.sub('(a)',r'\2','a'),lambda:re.compile('a').match(),lambda:re.compile('a').match('a',1,2,3),lambda:re.compile('a').match(string='ba',pos=1),lambda:re.compile('a').match('a',strin=1),lambda:re.compile('a').sub('b'),lambda:re.compile('a').sub(repl='b',string='aa',count=1),lambda:re.compile('a').split(string='bab',maxsplit=1),lambda:re.compile('a').subn('b','aaa'),lambda:re.sub('a',r'\n','a'),lambda:re.sub('x*','-','abxd'),lambda:re.findall('','abc'),lambda:re.split('(x)|(y)','axbyc'),lambda:list(re.finditer('a','banana')),lambda:re.compile('a')==re.compile('a'),lambda:re.compile('(a)(?P<q>b)').groupindex,lambda:m[-1],lambda:m.group('a','b'), lambda: re.Scanner([(r'\d+',lambda s,t:int(t)),(r'\w+',lambda s,t:t),(r'\s+',None)]).scan('12 ab 3!'), lambda: [x.span() for x in iter(re.compile('a*').scanner('baac').search,None)], lambda:re.sub('a','b',bytearray(b'aa')), lambda: re.sub(b'a',b'b',bytearray(b'aa')), lambda: re.sub(b'a',bytearray(b'q\\\\'),b'aa'), lambda: re.compile('a').search('xa').span(), lambda: hash(re.compile('a'))==hash(re.compile('a'))]:
    print(ascii(t(f)))
import sys
try: print(len(re.match('(a|b)*','ab'*20000).group()))
except Exception as e: print(type(e).__name__,e)
try: print(len(re.match('(?:a|b)*?c','ab'*20000+'c').group()))
except Exception as e: print(type(e).__name__,e)

# What begins where the text does is tried there alone: otherwise this would take minutes
far = "x" * 200_000
print(sum(re.search(pattern, far) is None for pattern in (r"\Ay", r"^y") for _ in range(2000)))
print(re.compile("^b").search("abc", 1), re.compile("^").findall("a\nb"), re.sub("^", ">", "a\nb"), re.compile(r"\A").search("ab", 1))
print([m.span() for m in re.finditer("(?m)^", "a\nb\n")], re.compile("^a").search("ba"), re.compile("^a|b").search("cb"))
