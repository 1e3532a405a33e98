// heapglass: The string that asprintf made is never freed.
// expect: Leak definite line 10 blocks 1
// oracle: valgrind

#define _GNU_SOURCE
#include <stdio.h>

static int format(int n) {
  char *text = 0;
  int length = asprintf(&text, "number %d", n);
  text = 0;
  return length;
}

int main(void) {
  return format(1234) == 11 ? 0 : 1;
}
