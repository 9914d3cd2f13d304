"""Opening, saving, exporting; which photos are open and which were."""
