// heapglass: std::string from empty to long: small buffers, growth, copies, moves, search, views.
// expect: clean
// stdout: 820 40 39 ok\n
// oracle: valgrind

#include <cstdio>
#include <string>
#include <string_view>
#include <utility>

int main() {
  size_t total = 0, found = 0;
  std::string grown;
  for (int n = 0; n <= 40; n++) {
    std::string s(size_t(n), 'k');
    std::string copy = s;
    std::string moved = std::move(copy);
    moved += s;
    moved.erase(0, size_t(n));
    std::string_view view = moved;
    total += view.size();
    if (view.find('k') != view.npos)
      found++;
    grown = moved + grown.substr(0, 3);
  }
  std::string text = "the end is ok";
  printf("%zu %zu %zu %s\n", total, found, grown.size() - 4, text.c_str() + text.rfind(' ') + 1);
  return 0;
}
