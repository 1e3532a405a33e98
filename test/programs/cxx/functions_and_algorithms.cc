// heapglass: std::function, lambdas, sort, accumulate, tuple, optional, variant.
// expect: clean
// stdout: 10 9 1 55 two 2.5\n
// oracle: valgrind

#include <algorithm>
#include <cstdio>
#include <functional>
#include <numeric>
#include <optional>
#include <string>
#include <tuple>
#include <variant>
#include <vector>

int main() {
  std::vector<int> v(10);
  std::iota(v.begin(), v.end(), 1);
  std::function<int(int)> bump = [base = std::vector<int>(50, 1)](int x) { return x + base[0]; };
  std::sort(v.begin(), v.end(), [](int a, int b) { return a % 3 != b % 3 ? a % 3 < b % 3 : a > b; });
  std::optional<std::string> name = std::string("a string that is too long for the small buffer");
  name.reset();
  std::variant<int, std::string, double> value = std::string(60, 'x');
  value = 2.5;
  auto [number, text] = std::make_tuple(2, std::string("two"));
  printf("%d %d %d %d %s %.1f\n", bump(9), v[0], int(v.size()) - 9, std::accumulate(v.begin(), v.end(), 0), text.c_str(),
         std::get<double>(value));
  return number == 2 && !name ? 0 : 1;
}
