"""Claims about speed and memory, each printed beside a floor measured in the same run."""
