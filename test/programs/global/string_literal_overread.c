// heapglass: Reads behind the terminator of a string literal.
// expect: InvalidRead line 6 size 1 in global
// oracle: none memcheck does not bound literals

static int at(const char *s, int i) {
  return s[i];
}

int main(void) {
  const char *s = "short";
  return at(s, 5) + at(s, 6) == 12345;
}
