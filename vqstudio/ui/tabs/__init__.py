"""The pages of the side panel, each with its controllers."""
