"""The side panels, one per feature of the engine."""
