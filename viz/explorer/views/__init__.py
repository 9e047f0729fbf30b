"""The views of the explorer, one module each; a module's ``VIEWS`` says which pages it makes and where they stand."""
