// heapglass: Keeps c_str() of a temporary string that was too long for the small buffer.
// expect: InvalidRead line 12 size 1 in heap-block
// oracle: valgrind

#include <string>

static std::string describe(int n) {
  return std::string("a description that needs the heap, number ") + char('0' + n);
}

static char first(const char *s) {
  return s[0];
}

int main() {
  const char *s = describe(3).c_str();
  return first(s) == '\1';
}
