"""What pointer and keys do on the canvas: a file for each gesture; :mod:`.order` says which is asked first."""
