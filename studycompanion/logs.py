"""The log beside the data file: what the program did, never names or texts of people."""

import logging
from logging.handlers import RotatingFileHandler
from pathlib import Path

NAME = "studycompanion.log"
_LARGEST, _KEPT = 500_000, 3


def start(folder: Path) -> None:
    """Write the program's log into ``folder``; where that is impossible there is none."""
    logger = logging.getLogger("studycompanion")
    logger.setLevel(logging.INFO)
    try:
        handler = RotatingFileHandler(
            folder / NAME, maxBytes=_LARGEST, backupCount=_KEPT, encoding="utf-8", delay=True
        )
    except OSError:
        return
    handler.setFormatter(logging.Formatter("%(asctime)s %(levelname)s %(message)s"))
    logger.addHandler(handler)
