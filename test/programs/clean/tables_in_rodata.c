// heapglass: Reads const tables, string literals and switch tables up to their last byte.
// expect: clean
// stdout: 31 Dec e\n
// oracle: valgrind

#include <stdio.h>
#include <string.h>

static const unsigned char days[12] = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
static const char *const names[] = {"Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"};

int main(void) {
  const char *literal = "one";
  printf("%d %s %c\n", days[11], names[11], literal[strlen(literal) - 1]);
  return 0;
}
