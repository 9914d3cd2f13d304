"""The declared actions of the window, one module for each subject. Tabs declare their own."""
