// heapglass: setvbuf with a heap buffer, unbuffered output and explicit flushes.
// expect: clean
// stdout: one two three\n
// oracle: valgrind

#include <stdio.h>
#include <stdlib.h>

int main(void) {
  char *buffer = malloc(128);
  setvbuf(stdout, buffer, _IOFBF, 128);
  printf("one ");
  fflush(stdout);
  printf("two ");
  puts("three");
  fflush(stdout);
  setvbuf(stdout, NULL, _IONBF, 0);
  free(buffer);
  return 0;
}
