// heapglass: fgets is told a size that the heap buffer does not have.
// stdin: a line that is too long\n
// expect: InvalidWrite line 11 in heap-block
// oracle: valgrind

#include <stdio.h>
#include <stdlib.h>

int main(void) {
  char *line = malloc(8);
  char *got = fgets(line, 80, stdin);
  int ok = got == line;
  free(line);
  return ok ? 0 : 1;
}
