"""``python -m studycompanion`` and the installed command."""

import sys

from studycompanion.app import main

if __name__ == "__main__":
    sys.exit(main())
