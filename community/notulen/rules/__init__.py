"""What the shared notulen may hold, how changes come together, and what its minutes look like. No database here."""
