"""The menus, and the dialogs that they open."""
