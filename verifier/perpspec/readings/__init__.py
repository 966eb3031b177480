"""The readings of a formula: one total function over the tree for each use."""
