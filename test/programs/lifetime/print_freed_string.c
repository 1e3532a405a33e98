// heapglass: Prints a string that has been freed.
// expect: InvalidRead line 12 in heap-block
// oracle: valgrind

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

int main(void) {
  char *s = strdup("gone");
  free(s);
  fprintf(stderr, "%s\n", s);
  return 0;
}
