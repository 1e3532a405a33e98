// heapglass: A string_view outlives the string it looks at.
// expect: InvalidRead line 10 size 1 in heap-block
// oracle: valgrind

#include <string>
#include <string_view>

static char last(std::string_view v) {
  const char *p = v.data();
  return p[v.size() - 1];
}

int main() {
  std::string_view view;
  {
    std::string s(100, 'x');
    view = s;
  }
  return last(view) == '\1';
}
