// heapglass: A variadic wrapper passes a wrong size on to vsnprintf; the stack shows wrapper and caller.
// expect: InvalidWrite line 12 in heap-block
// oracle: valgrind

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>

static void format(char *to, size_t size, const char *pattern, ...) {
  va_list ap;
  va_start(ap, pattern);
  vsnprintf(to, size, pattern, ap);
  va_end(ap);
}

int main(void) {
  char *s = malloc(4);
  format(s, 16, "%d/%d", 1234, 5678);
  free(s);
  return 0;
}
