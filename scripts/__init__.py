"""Set-up: the virtual environment, the browser for the tests, the server on loopback."""
