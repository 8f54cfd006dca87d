"""Kill builds, loads and servers at random points, and look at what is left: `make crash`."""
