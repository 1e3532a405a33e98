// heapglass: getline over standard input, with a line longer than any first guess, and no newline at the end.
// stdin: short\nxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx\n\nlast
// expect: clean
// stdout: 6 145 1 4 \n
// oracle: valgrind

#define _GNU_SOURCE
#include <stdio.h>
#include <stdlib.h>

int main(void) {
  char *line = NULL;
  size_t room = 0;
  long n;
  while ((n = getline(&line, &room, stdin)) != -1)
    printf("%ld ", n);
  putchar('\n');
  free(line);
  return 0;
}
