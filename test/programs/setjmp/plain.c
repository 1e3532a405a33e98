// heapglass: setjmp and longjmp with a value, without any error.
// expect: clean
// stdout: 0 1 2 3 done\n
// oracle: valgrind

#include <setjmp.h>
#include <stdio.h>

static jmp_buf loop;

static void again(int n) {
  longjmp(loop, n + 1);
}

int main(void) {
  int n = setjmp(loop);
  printf("%d ", n);
  if (n < 3)
    again(n);
  puts("done");
  return 0;
}
