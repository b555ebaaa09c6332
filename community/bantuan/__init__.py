"""The guide in Indonesian, with what it lists read from the code."""
