// heapglass: atexit handlers run in reverse order and free what main has left.
// expect: clean
// stdout: main second first\n
// oracle: valgrind

#include <stdio.h>
#include <stdlib.h>

static char *kept;

static void first(void) {
  puts("first");
  free(kept);
}

static void second(void) {
  printf("second ");
  kept[0] = 'x';
}

int main(void) {
  kept = malloc(5);
  atexit(first);
  atexit(second);
  printf("main ");
  return 0;
}
