// heapglass: A state machine of goto and switch, fall-through and a jump out of nested loops.
// expect: clean
// stdout: words 3 numbers 2 other 2\n
// oracle: valgrind

#include <stdio.h>

int main(void) {
  const char *p = "alpha 12 beta+7 x!";
  int words = 0, numbers = 0, other = 0;
start:
  switch (*p) {
  case '\0':
    goto done;
  case ' ':
    p++;
    goto start;
  case '0' ... '9':
    numbers++;
    while (*p >= '0' && *p <= '9')
      p++;
    break;
  case 'a' ... 'z':
    words++;
    for (;;) {
      for (; *p >= 'a'; p++)
        if (*p > 'z')
          goto start;
      break;
    }
    break;
  default:
    other++;
    p++;
  }
  goto start;
done:
  printf("words %d numbers %d other %d\n", words, numbers, other);
  return 0;
}
