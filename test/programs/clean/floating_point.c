// heapglass: Formatting and parsing floating point, long double, infinities and not-a-number.
// expect: clean
// stdout: 0.333333 1e+300 inf nan -0.0 2.718281828459045 1.41421 1234567890 4.94066e-324 0.25\n
// oracle: valgrind

#include <math.h>
#include <stdio.h>
#include <stdlib.h>

int main(void) {
  volatile double zero = 0;
  volatile long double third = 1.0L / 4.0L;
  printf("%Lf ", third + 0.083333333333333333L);
  printf("%g %g %s %.1f %.15f %g %.0Lf %g %Lg\n", 1e300, 1 / zero, isnan(zero / zero) ? "nan" : "?", -zero, exp(1.0),
         sqrt(2.0), 1234567890.0L, strtod("4.9e-324", NULL), third);
  return 0;
}
