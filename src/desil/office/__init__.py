"""The pages of the social affairs office."""
