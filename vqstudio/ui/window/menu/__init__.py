"""All actions, the menus that list them and the pages that these open."""
