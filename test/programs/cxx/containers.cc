// heapglass: The standard containers in ordinary use.
// expect: clean
// stdout: 5 9 55 3 2 4 6\n
// oracle: valgrind

#include <deque>
#include <list>
#include <map>
#include <cstdio>
#include <set>
#include <string>
#include <unordered_map>
#include <vector>

int main() {
  std::vector<std::string> words;
  for (int i = 0; i < 5; i++)
    words.push_back(std::string(size_t(i) * 7, char('a' + i)));
  std::map<std::string, int> lengths;
  for (const auto &w : words)
    lengths[w] = int(w.size());
  lengths.erase("");
  std::deque<int> d;
  for (int i = 1; i <= 10; i++)
    i % 2 ? d.push_back(i) : d.push_front(i);
  int sum = 0;
  for (int i : d)
    sum += i;
  std::list<int> l = {3, 1, 2};
  l.sort();
  l.reverse();
  std::set<int> s(d.begin(), d.end());
  std::unordered_map<int, std::string> names;
  for (int i = 0; i < 100; i++)
    names[i] = std::to_string(i) + " is a number with a long name";
  for (int i = 0; i < 100; i += 2)
    names.erase(i);
  printf("%zu %d %d %d %d %zu %d\n", words.size(), int(*s.rbegin()) - 1, sum, l.front(), *std::next(l.begin()),
         lengths.size(), names.count(7) ? 6 : 0);
  return 0;
}
