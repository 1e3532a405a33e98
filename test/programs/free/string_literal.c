// heapglass: Frees a string literal.
// expect: InvalidFree line 8
// oracle: valgrind

#include <stdlib.h>

static void release(const char *p) {
  free((void *)p);
}

int main(void) {
  release("literal");
  return 0;
}
