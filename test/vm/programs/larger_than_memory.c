#include <stdio.h>
#include <stdlib.h>
int main(void) {
  size_t n = 3 << 20; unsigned *p = malloc(n); unsigned k = n / 4; if (!p) return 9;
  for (unsigned i = 0; i < k; i++) p[i] = i * 2654435761u;
  unsigned bad = 0;
  for (int r = 0; r < 3; r++) for (unsigned i = 0; i < k; i++) { if (p[i] != i * 2654435761u + r) bad++; p[i]++; }
  printf("bad %u\n", bad); return 0;
}
