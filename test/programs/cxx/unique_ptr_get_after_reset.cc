// heapglass: A raw pointer from unique_ptr::get() is used after reset().
// expect: InvalidWrite line 12 size 4 in heap-block
// oracle: valgrind

#include <memory>

struct Widget {
  int value = 0;
};

static void set(Widget *w) {
  w->value = 3;
}

int main() {
  auto owner = std::make_unique<Widget>();
  Widget *raw = owner.get();
  set(raw);
  owner.reset();
  set(raw);
  return 0;
}
