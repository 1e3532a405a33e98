// heapglass: fgets is told a size that the local buffer does not have.
// stdin: a line that is too long\n
// expect: InvalidWrite line 10 in stack variable line
// oracle: none memcheck does not bound local arrays

#include <stdio.h>

int main(void) {
  char line[10];
  char *got = fgets(line, 100, stdin);
  return got ? 0 : 1;
}
