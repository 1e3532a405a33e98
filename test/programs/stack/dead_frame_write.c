// heapglass: Writes through a pointer to a local of a function that has returned.
// expect: InvalidWrite line 14 size 1 in stack
// oracle: valgrind

static char *buffer(void) {
  volatile char space[1000];
  space[0] = 'a';
  char *p = (char *)&space[10];
  return p;
}

int main(void) {
  char *p = buffer();
  *p = 'b';
  return 0;
}
