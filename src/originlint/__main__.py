"""`python -m originlint`."""

from __future__ import annotations

import os
import sys

# Python looks for modules in the working directory first, which may be the repository that is read: none of its code
# may run, not even a `json.py`.
sys.path[:] = [folder for folder in sys.path if folder not in ("", os.getcwd())]  # noqa: PTH109  pathlib is one of them

from originlint.cli.main import main  # noqa: E402

sys.exit(main())
