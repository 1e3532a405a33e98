// heapglass: After a longjmp out of deep recursion, an error still has the right stack, and the leak the right site.
// expect: InvalidWrite line 23 size 1 in heap-block
// expect: Leak definite line 22 bytes 10 blocks 1
// stdout: back 7\n
// oracle: valgrind

#include <setjmp.h>
#include <stdio.h>
#include <stdlib.h>

static jmp_buf out;

static void dive(int depth) {
  volatile char pad[64];
  pad[0] = (char)depth;
  if (depth == 50)
    longjmp(out, 7);
  dive(depth + 1);
}

static void overflow(void) {
  char *p = malloc(10);
  p[10] = 1;
}

int main(void) {
  int code = setjmp(out);
  if (code == 0)
    dive(0);
  printf("back %d\n", code);
  overflow();
  return 0;
}
