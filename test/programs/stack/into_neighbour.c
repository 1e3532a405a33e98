// heapglass: Runs over one local array in the direction of the next.
// expect: InvalidWrite line 13 size 1 count 4 in stack
// oracle: none memcheck does not bound local arrays

#include <stdio.h>

int main(void) {
  char first[8] = "first";
  char second[8] = "second";
  volatile int n = 12;
  char *p = first;
  for (int i = 0; i < n; i++)
    p[i] = '-';
  fprintf(stderr, "%.8s %.8s\n", first, second);
  return 0;
}
