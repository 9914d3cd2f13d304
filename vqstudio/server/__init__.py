"""``vqstudio serve``: the edits of :class:`vqstudio.Studio` over HTTP, for programs on this computer alone."""
