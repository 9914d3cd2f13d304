"""The window, in rooms whose imports run one way (docs/ARCHITECTURE.md). Qt lives here and nowhere below."""
