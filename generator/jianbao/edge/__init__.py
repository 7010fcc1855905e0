"""Files, sockets, clocks, processes: the only room that touches the world. Knows no Chinese and no rules."""
