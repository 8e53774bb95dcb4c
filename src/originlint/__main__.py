"""`python -m originlint`."""

from __future__ import annotations

import sys

from originlint.cli.main import main

sys.exit(main())
