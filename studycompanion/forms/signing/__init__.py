"""Digital signatures in a PDF: keys, the room and the box of a signature, and adding it."""
