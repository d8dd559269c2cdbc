"""What bench/run measures: one kind of measurement a module."""
