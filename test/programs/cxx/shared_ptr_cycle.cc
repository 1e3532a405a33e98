// heapglass: Two shared_ptrs that hold each other are never destroyed.
// expect: Leak definite line 13 blocks 1
// expect: Leak indirect line 13 blocks 1
// oracle: valgrind

#include <memory>

struct Node {
  std::shared_ptr<Node> other;
};

static std::shared_ptr<Node> make() {
  return std::make_shared<Node>();
}

static void lose() {
  std::shared_ptr<Node> nodes[2];
  for (auto &n : nodes)
    n = make();
  nodes[0]->other = nodes[1];
  nodes[1]->other = nodes[0];
}

int main() {
  lose();
  return 0;
}
