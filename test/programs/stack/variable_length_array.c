// heapglass: Writes past a variable-length array.
// expect: InvalidWrite line 10 size 4 in stack
// oracle: none memcheck does not bound local arrays

#include <stdint.h>

static int32_t sum_to(int n) {
  int32_t a[n];
  for (int i = 0; i <= n; i++)
    a[i] = i;
  return a[n - 1];
}

int main(void) {
  return sum_to(8) == 7 ? 0 : 1;
}
