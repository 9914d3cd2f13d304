"""The actions of the window, declared: one module for each subject. Those of the tabs are declared there."""
