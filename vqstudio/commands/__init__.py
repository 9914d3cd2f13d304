"""The command line: a file for each subcommand; :mod:`.table` lists them."""
