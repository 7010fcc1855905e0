"""One file per command: joins the edge to the core and holds no rule of its own."""
