// heapglass: Static construction and destruction: globals, function statics, vectors and strings with static life.
// expect: clean
// stdout: made a\nmade b\nmain\nmade c\ngone c\ngone b\ngone a\n
// oracle: valgrind

#include <cstdio>
#include <string>
#include <vector>

struct Noisy {
  std::string name;
  std::vector<int> data;
  explicit Noisy(const char *n) : name(n), data(100, 1) { printf("made %s\n", n); }
  ~Noisy() { printf("gone %s\n", name.c_str()); }
};

static Noisy a("a");
static Noisy b("b");

static Noisy &c() {
  static Noisy instance("c");
  return instance;
}

int main() {
  puts("main");
  c().data.push_back(2);
  c().data.push_back(3);
  return 0;
}
