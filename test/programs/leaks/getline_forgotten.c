// heapglass: The buffer that getline grows is never freed.
// stdin: first\nsecond\n
// expect: Leak definite line 14 blocks 1
// stdout: 2\n
// oracle: valgrind

#define _GNU_SOURCE
#include <stdio.h>

static int count(void) {
  char *line = 0;
  size_t size = 0;
  int lines = 0;
  while (getline(&line, &size, stdin) != -1)
    lines++;
  line = 0;
  return lines;
}

int main(void) {
  printf("%d\n", count());
  return 0;
}
