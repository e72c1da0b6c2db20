"""Files that come and go: rosters in, and what offices and the ward get out."""
