"""The command line: a second front end over the same services."""

from studycompanion.cli.main import folder_of as folder_of
from studycompanion.cli.main import run as run
