// heapglass: Variadic functions with mixed types, va_copy and vprintf.
// expect: clean
// stdout: 10 3.5 end 10\nlog: 1 two 3.0\n
// oracle: valgrind

#include <stdarg.h>
#include <stdio.h>

static int sum(int n, ...) {
  va_list ap, copy;
  va_start(ap, n);
  va_copy(copy, ap);
  int total = 0, again = 0;
  for (int i = 0; i < n; i++)
    total += va_arg(ap, int);
  for (int i = 0; i < n; i++)
    again += va_arg(copy, int);
  va_end(copy);
  va_end(ap);
  return total == again ? total : -1;
}

struct pair {
  double a;
  int b;
};

static double mixed(const char *kinds, ...) {
  va_list ap;
  va_start(ap, kinds);
  double total = 0;
  for (; *kinds; kinds++) {
    if (*kinds == 'd')
      total += va_arg(ap, double);
    else if (*kinds == 'l')
      total += (double)va_arg(ap, long long);
    else if (*kinds == 'p')
      total += va_arg(ap, struct pair).a;
  }
  va_end(ap);
  return total;
}

static void log_line(const char *format, ...) {
  va_list ap;
  va_start(ap, format);
  fputs("log: ", stdout);
  vprintf(format, ap);
  va_end(ap);
}

int main(void) {
  struct pair p = {1.0, 2};
  printf("%d %.1f %s %d\n", sum(4, 1, 2, 3, 4), mixed("dlp", 0.5, 2ll, p), "end", sum(1, 10));
  log_line("%d %s %.1f\n", 1, "two", 3.0);
  return 0;
}
