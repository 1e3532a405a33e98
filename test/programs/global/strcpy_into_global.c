// heapglass: strcpy of too long a string into a global buffer.
// expect: InvalidWrite line 11 in global variable title
// oracle: none memcheck does not bound global arrays

#include <string.h>

char title[8];
char other[8];

int main(void) {
  strcpy(title, "eight888");
  return other[0];
}
