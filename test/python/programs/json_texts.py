"""json reads and writes what it should, and says what is wrong with the rest."""
import json, math
def t(f,*a,**k):
    try: print(repr(f(*a,**k)))
    except Exception as e: print(type(e).__name__, e, e.args, getattr(e,'pos',None))
docs=['{}','[]','[1,2,3]','{"a":1}','{"a":{"b":[1,2.5,-3e10,true,false,null]}}',' [ 1 , 2 ] ','"abc"','"\\u00e9\\n\\t\\"\\\\\\/\\b\\f\\r"','"\\ud83d\\ude00"','"\\ud83d"','"\\ud83dx"','"\\ud83d\\u0041"','"\\uZZZZ"','"\\u12"','"\\x"','"abc','"abc\\','"a\nb"','[1,]','[1 2]','{"a"}','{"a":}','{"a":1,}','{a:1}','{"a":1 "b":2}','[','{','','  ','nul','tru','NaN','Infinity','-Infinity','-','-a','01','1.','1.5.2','1e','1e5','1E+5','1e-5','.5','123456789012345678','1234567890123456789','123456789012345678901234567890','-123456789012345678','1e400','-0','-0.0','0.1','0.30000000000000004','1.7976931348623157e308','5e-324','[[[[]]]]','{"a":1,"a":2}','"é"','"\u20ac"','{"\u20ac":"\U0001F600"}','[1]x','"\\u12345"','"\\ud800\\u12"', '"\\ud800\\uZZZZ"','"ab\\u00e"','[1,\n2,\n x]','{"k":\n}', '["a",\t"b"]', '[1.5,2.25,1e3]', '"\x7f"', '"a\\', '"\\u0', '{"a":1', '[1', '{"a"', '{"a":', '"\\', '[NaN,Infinity,-Infinity]', 'Nan','-Inf','nulll','truex']
for d in docs:
    print(ascii(d)); t(json.loads,d)
t(json.loads,'"a\nb"',strict=False)
t(json.loads,'{"a":1,"b":{"c":2}}',object_hook=lambda d:sorted(d.items()))
t(json.loads,'{"a":1,"b":{"c":2}}',object_pairs_hook=lambda d:d)
t(json.loads,'[1,2.5,NaN]',parse_int=str,parse_float=lambda s:'f'+s,parse_constant=lambda s:'c'+s)
t(json.loads,'[1,2]',parse_int=lambda s:1/0)
t(json.loads,b'[1,2]'); t(json.loads,5)
class D(dict): pass
class L(list): pass
class I(int):
    def __repr__(self): return 'I!'
class F(float):
    def __repr__(self): return 'F!'
class S(str): pass
class Odd:
    pass
vals=[{}, [], (), [1,2,3],(1,),{'a':1,'b':[1.5,None,True,False]},'abc','é€😀\n\t"\\/\x00\x7f\x1f',1,-5,10**30,1.5,float('nan'),float('inf'),-math.inf,{1:2,1.5:3,None:4,True:5,False:6},{(1,2):3},{'b':1,'a':2},D(x=1),L([1]),I(5),F(1.5),S('s'),{I(5):F(1.5),S('k'):S('v')},Odd(),[Odd()],{'a':Odd()},{'a':{1,2}},b'x',range(3),{'a':[{'b':({},[])}]},1e16,1e22,0.1,1e-7,-0.0]
for v in vals:
    t(json.dumps,v)
    t(json.dumps,v,ensure_ascii=False)
    t(json.dumps,v,sort_keys=True)
    t(json.dumps,v,skipkeys=True,separators=(',',':'))
    t(json.dumps,v,default=lambda o:'D')
    t(json.dumps,v,allow_nan=False)
    t(json.dumps,v,indent=1)
    t(json.dumps,v,check_circular=False)
a=[]; a.append(a); t(json.dumps,a)
d={}; d['x']=d; t(json.dumps,d)
def loop(o): return [o]
t(json.dumps,Odd(),default=lambda o:o)
x=[]
for i in range(100000): x=[x]
try: json.dumps(x)
except RecursionError as e: print('RE',e)
try: json.loads('['*100000)
except RecursionError as e: print('RE',e)
try: json.loads('{"a":'*100000)
except RecursionError as e: print('RE',e)
from json import decoder,encoder,scanner
print(decoder.scanstring('"abc" ',1), decoder.c_scanstring is not None, encoder.c_make_encoder, scanner.c_make_scanner)
t(decoder.scanstring,'abc"',10); t(decoder.scanstring,5,1); t(decoder.scanstring,'abc"',0,True); t(decoder.scanstring,'a\nbc"',0,False); t(decoder.scanstring,'abc"',-1)
t(encoder.c_encode_basestring,5); t(encoder.c_encode_basestring_ascii,'é'); t(encoder.c_encode_basestring,'é')
s=json.JSONDecoder(); print(s.raw_decode('[1] x'), s.raw_decode('  5',2)); t(s.raw_decode,'  ',0); t(s.raw_decode,'1',-1); t(s.scan_once,'[1]',0); t(s.scan_once,'x',0); t(s.scan_once); t(s.scan_once,string='1',idx=0)
print(s.scan_once.strict, s.scan_once.object_hook, s.scan_once.parse_float)
class M(dict):
    def items(self): return [('z',1),('y',2)]
t(json.dumps,M(a=1)); 
class M2(dict):
    def items(self): return [1]
t(json.dumps,M2(a=1))
import io
f=io.StringIO(); json.dump({'a':[1,2,{'b':None}]},f); print(f.getvalue())
big={'k%d'%i:[i,i*1.5,str(i),None,True,{'x':i}] for i in range(200)}
assert json.loads(json.dumps(big))==big
for v in ['1.5','-2.25','1e10','1E-3','.5','5.','1_0.5','  1.5 ','inf','-nan','1e400','1e-400','123456789.123456789','0.1','9007199254740993','1e22','1e23','+1.5','1.5e','','.','e5','1.5e+','0x1']:
    try: print(v, repr(float(v)))
    except Exception as e: print(type(e).__name__, e)
print(int(), float(), str(), bool())
