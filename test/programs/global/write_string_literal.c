// heapglass: Writes to a string literal, which lies in read-only data.
// expect: InvalidWrite line 8 size 1
// exit: stopped SIGSEGV
// oracle: none memcheck leaves it to the page protection

int main(void) {
  char *s = (char *)"constant";
  s[0] = 'C';
  return 0;
}
