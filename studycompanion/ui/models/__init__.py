"""Models between lists of plain values and Qt's views."""
