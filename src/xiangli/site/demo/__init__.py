"""The demo: Liuyang's real places, invented people, some 300 pieces of our own written business over three months."""
