"""Recovery after a crash: edits are kept on disk while they are made and offered at the next start."""
