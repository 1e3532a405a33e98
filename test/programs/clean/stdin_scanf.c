// heapglass: scanf of words, numbers and character sets from standard input.
// stdin: 12 abc 3.5 [x-y] 0x1f\n
// expect: clean
// stdout: 5 12 abc 3.5 x-y 31\n
// oracle: valgrind

#include <stdio.h>

int main(void) {
  int n = 0, hex = 0;
  char word[8], set[8];
  double d = 0;
  int fields = scanf("%d %7s %lf [%7[^]]] %i", &n, word, &d, set, &hex);
  printf("%d %d %s %g %s %d\n", fields, n, word, d, set, hex);
  return 0;
}
