"""The search index of a site: records in, files below search/ out. Pure; needs no dictionary and no server."""
