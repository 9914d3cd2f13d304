"""What pointer and keys do on the canvas. Each gesture has its own file; :mod:`.order` says which is asked first."""
