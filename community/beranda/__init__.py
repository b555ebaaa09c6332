"""The front page: nothing but panels that wiring hands it."""
