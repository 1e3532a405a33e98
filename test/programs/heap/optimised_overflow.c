// heapglass: The same overflow in optimised code.
// flags: -O1
// expect: InvalidWrite line 10 size 4 in heap-block
// oracle: valgrind

#include <stdlib.h>

__attribute__((noinline)) static void fill(int *a, int n) {
  for (int i = 0; i < n; i++)
    a[i] = i * i;
}

int main(int argc, char **argv) {
  (void)argv;
  int *a = malloc(8 * sizeof(int));
  fill(a, 8 + argc);
  int r = a[3] == 9 ? 0 : 1;
  free(a);
  return r;
}
