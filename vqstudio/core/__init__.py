"""Documents, masks, patches, geometry and image files: numpy and Pillow only, no models and no Qt."""
