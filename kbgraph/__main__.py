"""`python -m kbgraph`: run the command that is installed with the package."""

from __future__ import annotations

import os
import sys
from importlib.metadata import entry_points


def main() -> None:
    """Run the console script named kbgraph.

    It is looked up and not imported, since this package knows nothing of the ones that stand on it; and not in
    the current folder, which may hold packages of the same names.
    """
    if not sys.flags.safe_path and sys.path[:1] == [os.getcwd()]:
        del sys.path[0]
    command = next(iter(entry_points(group="console_scripts", name="kbgraph")))
    command.load()()


if __name__ == "__main__":
    main()
