// heapglass: A leak in a loop: one record for ten blocks.
// expect: Leak definite line 9 bytes 40960 blocks 10
// oracle: valgrind

#include <stdlib.h>
#include <string.h>

static void process(int i) {
  char *scratch = malloc(4096);
  memset(scratch, i, 4096);
}

int main(void) {
  for (int i = 0; i < 10; i++)
    process(i);
  return 0;
}
