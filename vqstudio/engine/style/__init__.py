"""Photos painted in a style, and the styles that there are."""
