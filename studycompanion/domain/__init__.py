"""What the words of a party cell mean, in plain values: no I/O, standard library only."""
