// heapglass: A helper returns the block that it has just freed.
// expect: InvalidRead line 18 size 1 in heap-block
// expect: InvalidWrite line 19 size 1 in heap-block
// oracle: valgrind

#include <stdlib.h>

static char *make_name(void) {
  char *s = malloc(8);
  s[0] = 'h';
  s[1] = '\0';
  free(s);
  return s;
}

int main(void) {
  char *name = make_name();
  char c = name[0];
  name[0] = 'H';
  return c == '\1';
}
