"""The body at run time: cameras, projection, picking, label layout. Numbers, no widgets."""
