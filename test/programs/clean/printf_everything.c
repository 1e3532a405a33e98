// heapglass: Every printf conversion, flags, widths and precisions.
// expect: clean
// stdout: 42 -7 052 0x2a 2A    +5 00042 42   | 3.14 1.5e+03 0.0001 x % str st      s 99 -1 18446744073709551615 12 0x1p+1\n
// oracle: valgrind

#include <inttypes.h>
#include <stdio.h>

int main(void) {
  int n = 0;
  printf("%d %i %#o %#x %X %+5d %05d %-5d| %.2f %.1e %g %c %% %s %.2s %6s %hhd %hd %llu %n", 42, -7, 42, 42, 42, 5, 42,
         42, 3.14159, 1500.0, 0.0001, 'x', "str", "str", "s", (signed char)99, (short)-1, 18446744073709551615ull, &n);
  printf("%zu %a\n", (size_t)12, 2.0);
  return n > 0 ? 0 : 1;
}
