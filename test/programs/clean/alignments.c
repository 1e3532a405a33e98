// heapglass: Blocks of every alignment from aligned_alloc and posix_memalign are aligned, usable in full and can be freed.
// expect: clean
// stdout: 0\n
// oracle: valgrind

#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

int main(void) {
  int wrong = 0;
  for (size_t a = 8; a <= 4096; a *= 2) {
    char *p = aligned_alloc(a, a * 3);
    wrong += (uintptr_t)p % a != 0;
    memset(p, 1, a * 3);
    void *q = NULL;
    wrong += posix_memalign(&q, a, a + 5) != 0 || (uintptr_t)q % a != 0;
    memset(q, 2, a + 5);
    free(p);
    free(q);
  }
  for (size_t n = 1; n <= 64; n++) {
    char *p = malloc(n);
    wrong += (uintptr_t)p % 8 != 0;
    free(p);
  }
  printf("%d\n", wrong);
  return wrong;
}
